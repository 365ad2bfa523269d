import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore

/// One's own account in one place: name, e-mail, password, two-step verification, browsers, and the way to calendar and notifications (issue 5.7).
enum ProfileController {
    static let crumbs = [PageLayout.Link(label: "Your profile", path: Paths.profile)]

    static func show(_ context: SignedIn) throws -> Response { try page(context, ProfileForm(context.account)) }

    static func update(_ context: SignedIn) throws -> Response {
        var form = ProfileForm(context.form)
        form.check()
        guard form.errors.isEmpty else { return try page(context, form, .unprocessableContent) }
        try context.store.write { db in
            let accounts = AccountRepository(db)
            guard var account = try accounts.find(context.account.id) else { throw PageError.notFound }
            let before = account.name
            guard before != form.name else { return }
            account.name = form.name
            guard try accounts.update(account) else { throw PageError.stale("Your account was changed by someone else.") }
            try AuditLog(db).record(
                "change own name", AuditSubject("account", id: account.id, account.username), by: context.actor, at: context.now, before: ["name": before],
                after: ["name": form.name])
        }
        return try context.redirect(to: Paths.profile, success: "Your name is saved.")
    }

    private static func page(_ context: SignedIn, _ form: ProfileForm, _ status: Status = .ok) throws -> Response {
        let id = context.account.id
        let state = try context.store.read { db in
            let steps = TwoStepRepository(db)
            return ProfileView.State(
                verifiedAt: context.account.emailVerifiedAt, link: try AccountLinkRepository(db).pending(.email, of: id), hasTwoSteps: try steps.isOn(id),
                codesLeft: try steps.recoveryCodesLeft(of: id), logins: try LoginRepository(db).all(of: id).count { Authentication(practice: context.practice).isLive($0, context.now) },
                hasCalendar: try context.clinicianId.map { try CalendarFeedRepository(db).find($0) != nil })
        }
        return ProfileView(
            page: context.layout("Your profile", section: nil, errors: form.errors), token: try context.formToken(), proofToken: try context.formToken(),
            cancelToken: try context.formToken(), account: context.account, form: form, state: state, hasMail: context.post.isOn, now: context.now
        ).page(status)
    }
}

struct ProfileForm {
    var name: String
    private(set) var errors = FieldErrors()

    init(_ account: Account) { name = account.name }

    init(_ form: FormBody) { name = (form["name"] ?? "").trimmingSpaces }

    mutating func check() {
        if name.isEmpty { errors.add("name", "Enter a full name") }
        if name.isLonger(than: 200) { errors.add("name", "Full name must be 200 characters or fewer") }
        if !name.isOneLine { errors.add("name", "Full name must be one line of text") }
    }
}
