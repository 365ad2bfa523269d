import Civil
import RotaDomain
import SQLite

/// Puts a whole rota in place of the draft of some dates. Days on which a clinician's work and pins stay the same keep their rows.
package struct RotaReplacement {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    private struct Place: Hashable {
        let clinician: String
        let date: Day
    }

    /// - Parameters:
    ///   - shifts: all shifts that the dates are to hold; a shift of a clinician or location that is no longer there is left out.
    ///   - practice: what the dates hold now, from the same transaction.
    /// - Returns: how many clinician days were written anew.
    @discardableResult
    package func replace(_ dates: some Sequence<Day>, with shifts: [PracticeFile.Shift], practice: LoadedPractice) throws -> Int {
        let dates = Set(dates)
        let old = plans(practice.file.shifts.filter { dates.contains($0.date) })
        let new = plans(shifts.filter { dates.contains($0.date) })
        let differing = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
        for place in differing.sorted(by: { ($0.date, $0.clinician) < ($1.date, $1.clinician) }) {
            guard let clinician = practice.clinicianIds[place.clinician] else { continue }
            try db.run("DELETE FROM shifts WHERE clinician_id = :clinician AND date = :date", ["clinician": clinician, "date": place.date.iso])
            for shift in new[place]?.shifts(of: place.clinician, on: place.date) ?? [] { try insert(shift, clinician, practice) }
        }
        return differing.count
    }

    private func plans(_ shifts: [PracticeFile.Shift]) -> [Place: DayPlan] {
        var plans: [Place: DayPlan] = [:]
        for shift in shifts { plans[Place(clinician: shift.clinician, date: shift.date), default: DayPlan()].add(shift) }
        return plans
    }

    private func insert(_ shift: PracticeFile.Shift, _ clinician: Int, _ practice: LoadedPractice) throws {
        guard let location = practice.locationIds[shift.location] else { return }
        try db.insert(
            """
            INSERT INTO shifts (clinician_id, date, span, kind, location_id, pinned)
            VALUES (:clinician, :date, :span, :kind, :location, :pinned)
            """,
            [
                "clinician": clinician, "date": shift.date.iso, "span": shift.span.rawValue, "kind": shift.kind.rawValue, "location": location,
                "pinned": shift.pinned,
            ])
    }
}
