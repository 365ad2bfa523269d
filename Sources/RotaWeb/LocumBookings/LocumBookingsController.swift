import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite

/// When and where locums are booked: one location a day (rules.md, `locum_bookings`).
enum LocumBookingsController {
    static func index(_ context: SignedIn) throws -> Response {
        let view = try context.store.read { db in
            let bookings = LocumBookingRepository(db, context.visibility)
            let pagination = Pagination(context.request.query, total: try bookings.count()) { Paths.locumBookings(page: $0) }
            return LocumBookingIndexView(
                page: context.layout("Locum bookings", section: .locumBookings), pagination: pagination,
                rows: try bookings.list(today: context.today, limit: pagination.size, offset: pagination.offset),
                hasLocums: try !ClinicianTerms(db, context.visibility).locums().isEmpty, today: context.today)
        }
        return view.page()
    }

    static func new(_ context: SignedIn) throws -> Response {
        try page(context, LocumBookingForm(context.request.query), of: nil)
    }

    static func create(_ context: SignedIn) throws -> Response {
        switch try context.store.write({ db in try LocumBookingRecording(db, context).save(LocumBookingForm(context.form), replacing: nil) }) {
        case .saved(let words): return try context.redirect(to: Paths.locumBookings, success: words)
        case .refused(let form): return try page(context, form, of: nil, .unprocessableContent)
        }
    }

    static func edit(_ context: SignedIn) throws -> Response {
        let booking = try context.store.read { db in try LocumBookingRecording(db, context).find() }
        return try page(context, LocumBookingForm(booking), of: booking)
    }

    static func update(_ context: SignedIn) throws -> Response {
        let (old, outcome) = try context.store.write { db in
            let recording = try LocumBookingRecording(db, context)
            let old = try recording.find()
            return (old, try recording.save(LocumBookingForm(context.form), replacing: old))
        }
        switch outcome {
        case .saved(let words): return try context.redirect(to: Paths.locumBookings, success: words)
        case .refused(let form): return try page(context, form, of: old, form.errors.status)
        }
    }

    static func destroy(_ context: SignedIn) throws -> Response {
        let words = try context.store.write { db in try LocumBookingRecording(db, context).remove() }
        return try context.redirect(to: Paths.locumBookings, success: words)
    }

    private static func page(_ context: SignedIn, _ form: LocumBookingForm, of booking: LocumBooking?, _ status: Status = .ok) throws -> Response {
        let (locums, locations, shifts) = try context.store.read { db in
            (
                try ClinicianTerms(db, context.visibility).locums(), try LocationRepository(db).all(),
                try booking.map { try StandingShifts(db, context.visibility).all(of: $0.clinicianId, in: $0.range, $0.part).count } ?? 0
            )
        }
        let title = booking == nil ? "Book a locum" : "Change booking"
        let page = context.layout(title, section: .locumBookings, crumbs: [PageLayout.Link(label: "Locum bookings", path: Paths.locumBookings)], errors: form.errors)
        return LocumBookingFormView(
            page: page, token: try context.formToken(), form: form, booking: booking, locums: locums, locations: locations, shifts: shifts
        ).page(status)
    }
}
