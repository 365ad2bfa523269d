import Civil
import RotaDomain
import RotaStore
import SQLite

/// Writes and removes bookings, each in one transaction, and says which shifts they leave uncovered.
struct LocumBookingRecording {
    enum Outcome: Sendable {
        /// What happened, for the next page.
        case saved(String)
        case refused(LocumBookingForm)
    }

    private let db: Connection
    private let context: SignedIn
    private let bookings: LocumBookingRepository
    private let clinicians: ClinicianTerms
    private let locations: [Location]

    init(_ db: Connection, _ context: SignedIn) throws {
        self.db = db
        self.context = context
        bookings = LocumBookingRepository(db, context.visibility)
        clinicians = ClinicianTerms(db, context.visibility)
        locations = try LocationRepository(db).all()
    }

    /// The booking of the address as it stands; "not found" where there is none.
    func find() throws -> LocumBooking {
        guard let booking = try bookings.find(try context.id()) else { throw PageError.notFound }
        return booking
    }

    /// - Parameter old: as it stands; the form knows which revision its sender saw.
    func save(_ typed: LocumBookingForm, replacing old: LocumBooking?) throws -> Outcome {
        var form = typed
        let locums = try clinicians.locums()
        if let old, form.revision != String(old.revision) {
            let name = locums.first { $0.id == old.clinicianId }?.name ?? ""
            form.errors.addChanged("The booking", now: "\(name), \(words(old))", target: "clinician")
            form.revision = String(old.revision)
        }
        guard let booking = form.checked(locums, locations, replacing: old) else { return .refused(form) }
        let name = locums.first { $0.id == booking.clinicianId }?.name ?? ""
        try checkTerms(booking, name, &form)
        try checkClash(booking, name, &form)
        guard form.errors.isEmpty else { return .refused(form) }
        if let old {
            guard try bookings.update(booking) else { throw PageError.stale("This booking was changed by someone else.") }
            if let changes = AuditFields.changes(from: try fields(old), to: try fields(booking)) {
                try AuditLog(db).record(
                    "change locum booking", subject(booking.id, name, booking), by: context.actor, at: context.now, before: changes.before, after: changes.after)
            }
        } else {
            let id = try bookings.insert(booking)
            try AuditLog(db).record("book locum", subject(id, name, booking), by: context.actor, at: context.now, after: try fields(booking))
        }
        return .saved("\(name) \(old == nil ? "is booked" : "is now booked") \(words(booking)).\(try old.map(uncovered) ?? "")")
    }

    /// Throws `PageError.stale` when the booking is not as the page showed it.
    func remove() throws -> String {
        let booking = try find()
        guard context.form["revision"] == String(booking.revision) else {
            throw PageError.stale("This booking was changed by someone else after you opened the page. Nothing was removed.")
        }
        let name = try clinicians.find(booking.clinicianId)?.name ?? ""
        try bookings.delete(booking.id)
        try AuditLog(db).record("remove locum booking", subject(booking.id, name, booking), by: context.actor, at: context.now, before: try fields(booking))
        return "The booking of \(name), \(booking.range.words), was removed.\(try uncovered(booking))"
    }

    private func checkTerms(_ booking: LocumBooking, _ name: String, _ form: inout LocumBookingForm) throws {
        let terms = try clinicians.terms(of: booking.clinicianId).filter { $0.type == .locum }
        guard let day = booking.range.days.first(where: { day in !terms.contains { $0.contains(day) } }) else { return }
        let dates = terms.map(\.words).formatted
        form.errors.add("from", "\(name) has no locum term on \(day.words). \(terms.count == 1 ? "The locum term runs" : "The locum terms run") \(dates)", target: "from-day")
    }

    /// The database refuses two locations a day as well; here it is said which booking stands against it.
    private func checkClash(_ booking: LocumBooking, _ name: String, _ form: inout LocumBookingForm) throws {
        let others = try bookings.overlapping(booking)
        if let other = others.first(where: { $0.locationId != booking.locationId }) {
            form.errors.add("location", "\(name) is booked \(words(other)). A locum works at one location a day")
        } else if let other = others.first(where: { $0.part == .full || booking.part == .full || $0.part == booking.part }) {
            form.errors.add("from", "\(name) is booked \(words(other)) already", target: "from-day")
        }
    }

    /// The shifts of a former booking that no booking covers now: they stay in the rota and are reported.
    private func uncovered(_ old: LocumBooking) throws -> String {
        let now = try bookings.overlapping(LocumBooking(clinicianId: old.clinicianId, locationId: old.locationId, range: old.range, part: old.part))
        let shifts = try StandingShifts(db, context.visibility).all(of: old.clinicianId, in: old.range, old.part).filter { shift in
            shift.span.parts.contains { part in !now.contains { $0.range.contains(shift.day) && $0.part.covers(part) } }
        }
        return shifts.isEmpty ? "" : " \(counted(shifts.count, "shift")) without a booking \(shifts.count == 1 ? "stays" : "stay") in the rota and \(shifts.count == 1 ? "is" : "are") reported."
    }

    /// "at Main Surgery, 1 to 3 December 2026, all day"
    private func words(_ booking: LocumBooking) -> String { "at \(location(booking)), \(booking.range.words), \(booking.part.label.lowercased())" }

    private func location(_ booking: LocumBooking) -> String { locations.first { $0.id == booking.locationId }?.name ?? "" }

    private func subject(_ id: Int, _ name: String, _ booking: LocumBooking) -> AuditSubject { AuditSubject("locum booking", id: id, "\(name), \(booking.range.words)") }

    private func fields(_ booking: LocumBooking) throws -> AuditFields {
        [
            "clinician": try clinicians.find(booking.clinicianId)?.name, "location": location(booking), "from": booking.range.first.iso,
            "to": booking.range.last.iso, "part": booking.part.rawValue,
        ]
    }
}
