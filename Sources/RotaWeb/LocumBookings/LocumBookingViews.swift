import Civil
import HTTP
import RotaDomain
import RotaStore

/// The bookings, what is to come first.
struct LocumBookingIndexView {
    struct Row {
        let clinician: String
        let clinicianPath: String
        let dates: String
        let isPast: Bool
        let part: String
        let location: String
        let edit: String
        /// For readers of the link.
        let words: String
    }

    let page: PageLayout
    let caption: String
    let rows: [Row]
    let pagination: Pagination
    let hasLocums: Bool

    var hasRows: Bool { !rows.isEmpty }

    init(page: PageLayout, pagination: Pagination, rows: [LocumBookingRow], hasLocums: Bool, today: Day) {
        self.page = page
        self.pagination = pagination
        self.hasLocums = hasLocums
        caption = "\(counted(pagination.total, "booking"))\(pagination.isNeeded ? ", page \(pagination.page) of \(pagination.pages)" : "")"
        self.rows = rows.map { row in
            let booking = row.booking
            return Row(
                clinician: row.clinician, clinicianPath: Paths.clinician(booking.clinicianId), dates: booking.range.words, isPast: booking.range.last < today,
                part: booking.part.label, location: row.location, edit: Paths.editLocumBooking(booking.id), words: "booking of \(row.clinician), \(booking.range.words)")
        }
    }

    static let preview = LocumBookingIndexView(
        page: .preview, pagination: .preview,
        rows: [LocumBookingRow(booking: LocumBooking(id: 1, clinicianId: 1, locationId: 1, range: DayRange(Day(number: 20_788)), part: .am), clinician: "Dr Sam Lee", location: "Hillside")],
        hasLocums: true, today: Day(number: 20_779))
}

/// The form of a new or changed booking.
struct LocumBookingFormView {
    struct Removal {
        let path: String
        let token: FormToken
        let shifts: String?
        let revision: Int
    }

    let page: PageLayout
    let token: FormToken
    let title: String
    let button: String
    let action: String
    let clinician: SelectField
    let location: SelectField
    let from: DateField
    let to: DateField
    let part: ChoiceField
    let removal: Removal?
    let revision: String

    init(
        page: PageLayout, token: FormToken, form: LocumBookingForm, booking: LocumBooking?, locums: [ClinicianChoice], locations: [Location], shifts: Int
    ) {
        let errors = form.errors
        self.page = page
        self.token = token
        revision = form.revision
        title = booking == nil ? "Book a locum" : "Change booking"
        button = booking == nil ? "Book locum" : "Save booking"
        action = booking.map { Paths.locumBooking($0.id) } ?? Paths.locumBookings
        clinician = ClinicianSelect.field(
            locums.filter { $0.active || $0.id == booking?.clinicianId }, chosen: form.clinician,
            hint: locums.isEmpty ? "Nobody has a locum term yet: add one under Clinicians first" : "Clinicians with a locum term", error: errors["clinician"])
        let known = locations.map { SelectField.Option(value: String($0.id), label: $0.name, selected: form.location == String($0.id) || locations.count == 1) }
        let none = SelectField.Option(value: "", label: "Choose a location", selected: !known.contains { $0.selected })
        location = SelectField(
            id: "location", label: "Location", hint: "A locum works at one location a day", options: locations.count == 1 ? known : [none] + known,
            error: errors["location"])
        from = form.dates.fromField(errors)
        to = form.dates.toField(errors)
        part = Span.field("part", legend: "Part of the day", error: errors["part"], chosen: form.part)
        removal = booking.map { booking in
            Removal(
                path: Paths.locumBookingRemoval(booking.id), token: FormToken(csrf: token.csrf, once: ""),
                shifts: shifts == 0 ? nil : "\(counted(shifts, "shift")) \(shifts == 1 ? "stands" : "stand") on it: \(shifts == 1 ? "it stays" : "they stay") in the rota and \(shifts == 1 ? "is" : "are") reported.",
                revision: booking.revision)
        }
    }

    static let preview = LocumBookingFormView(
        page: .preview, token: .preview, form: LocumBookingForm(FormFields(["clinician": "1"])),
        booking: LocumBooking(id: 1, clinicianId: 1, locationId: 1, range: DayRange(Day(number: 20_788)), part: .am),
        locums: [ClinicianChoice(id: 1, name: "Dr Sam Lee", active: true)], locations: [Location(id: 1, name: "Hillside")], shifts: 2)
}
