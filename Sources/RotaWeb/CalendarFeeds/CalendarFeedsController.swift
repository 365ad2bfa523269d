import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// A clinician's own calendar: on, off, and its address (issue 5.16).
enum CalendarFeedsController {
    static func show(_ context: SignedIn) throws -> Response {
        let feed = try context.clinicianId.flatMap { id in try context.store.read { db in try CalendarFeedRepository(db).find(id) } }
        let secret = context.request.method == .get ? context.practice.shownOnce.take(for: context.login.id, page: Paths.calendar, at: context.now) : nil
        let address = feed == nil ? nil : secret.map { context.practice.address(Paths.calendarFile($0), for: context.request) }
        let layout = context.layout("Calendar", section: .calendar)
        return CalendarFeedView(page: layout, token: try context.formToken(), isLinked: context.clinicianId != nil, feed: feed, address: address).page()
    }

    static func create(_ context: SignedIn) throws -> Response {
        guard let clinician = context.clinicianId else { return .redirect(to: Paths.calendar) }
        try renew(clinician, context, "turn on calendar") { $0 == nil }
        return try context.redirect(to: Paths.calendar, success: "Your calendar is on. Add its address to your calendar now: it is shown once.")
    }

    static func replace(_ context: SignedIn) throws -> Response {
        guard let clinician = context.clinicianId else { return .redirect(to: Paths.calendar) }
        try renew(clinician, context, "change calendar address") { $0 != nil }
        return try context.redirect(to: Paths.calendar, success: "Your calendar has a new address. Put it in place of the old one, which no longer works.")
    }

    static func destroy(_ context: SignedIn) throws -> Response {
        guard let clinician = context.clinicianId else { return .redirect(to: Paths.calendar) }
        try turnOff(clinician, context)
        return try context.redirect(to: Paths.calendar, success: "Your calendar is off.")
    }

    /// For managers, when an address has got about or somebody can't do it themselves.
    static func destroyForClinician(_ context: SignedIn) throws -> Response {
        let clinician = try context.id()
        guard try context.store.read({ db in try ClinicianRepository(db, context.visibility).find(clinician) }) != nil else { throw PageError.notFound }
        try turnOff(clinician, context)
        return try context.redirect(to: Paths.clinician(clinician), success: "Their calendar is off, and its address no longer works. They can turn it on again, with a new address.")
    }

    /// A new secret for the signed-in clinician, where the feed stands as the form's page showed it. An inactive clinician has no calendar.
    private static func renew(_ clinician: Int, _ context: SignedIn, _ action: String, _ expected: (CalendarFeed?) -> Bool) throws {
        let secret = try Token(random: context.practice.random)
        let mark = try context.practice.random.bytes(6)
        try context.store.write { db in
            let feeds = CalendarFeedRepository(db)
            guard let record = try ClinicianRepository(db, .practice).find(clinician), record.active, record.accountId == context.account.id else { throw PageError.forbidden }
            guard expected(try feeds.find(clinician)) else { throw PageError.stale("Your calendar was turned on or off in another window.") }
            try feeds.set(clinician, account: context.account.id, tokenHash: secret.hash, mark: Base64URL.encode(mark), at: context.now)
            try AuditLog(db).record(action, AuditSubject("clinician", id: clinician, record.name), by: context.actor, at: context.now)
        }
        context.practice.shownOnce.keep(secret.text, for: context.login.id, page: Paths.calendar, at: context.now)
    }

    private static func turnOff(_ clinician: Int, _ context: SignedIn) throws {
        try context.store.write { db in
            guard try CalendarFeedRepository(db).delete(clinician), let record = try ClinicianRepository(db, .practice).find(clinician) else { return }
            try AuditLog(db).record("turn off calendar", AuditSubject("clinician", id: clinician, record.name), by: context.actor, at: context.now)
        }
    }
}
