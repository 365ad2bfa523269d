import Civil

/// One clinician, by the practice file's id, on one date.
package struct ClinicianDate: Sendable, Hashable {
    package let clinician: String
    package let date: Day

    package init(clinician: String, date: Day) {
        self.clinician = clinician
        self.date = date
    }
}
