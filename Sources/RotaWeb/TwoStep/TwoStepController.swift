import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore
import Secrets

/// One's own two-step verification (RFC 6238): set up, first code, recovery codes, turned off (issue 5.7). Each change asks the password (ASVS 7.5.1).
enum TwoStepController {
    static func show(_ context: SignedIn) throws -> Response { try showPage(context, FieldErrors()) }

    /// The password was shown: a new secret, for the page that shows it.
    static func begin(_ context: SignedIn) throws -> Response {
        var errors = FieldErrors()
        let status = try CurrentPassword.check(context, &errors)
        guard errors.isEmpty else { return try showPage(context, errors, status) }
        let secret = try context.practice.random.bytes(TimedCode.secretLength)
        try context.store.write { db in try TwoStepRepository(db).begin(secret, of: context.account.id, login: context.login.id, at: context.now) }
        return .redirect(to: Paths.newTwoStep)
    }

    static func new(_ context: SignedIn) throws -> Response { try newPage(context, FieldErrors()) }

    /// A first code proves that the app has the secret. The recovery codes are shown by this answer alone, so it does not lead on to another page.
    static func create(_ context: SignedIn) throws -> Response {
        var errors = FieldErrors()
        let (codes, status) = try TwoStepChanges(context).turnOn(context.form["code"] ?? "", &errors)
        guard let codes else { return try errors.isEmpty ? .redirect(to: Paths.twoStep) : newPage(context, errors, status) }
        return try codesPage(context, codes, isFirst: true)
    }

    static func editCodes(_ context: SignedIn) throws -> Response { try passwordPage(context, FieldErrors()) }

    static func updateCodes(_ context: SignedIn) throws -> Response {
        var errors = FieldErrors()
        let status = try CurrentPassword.check(context, &errors)
        guard errors.isEmpty else { return try passwordPage(context, errors, status) }
        guard let codes = try TwoStepChanges(context).renewCodes() else { return .redirect(to: Paths.twoStep) }
        return try codesPage(context, codes, isFirst: false)
    }

    static func remove(_ context: SignedIn) throws -> Response { try removalPage(context, FieldErrors()) }

    static func destroy(_ context: SignedIn) throws -> Response {
        var errors = FieldErrors()
        var status = try CurrentPassword.check(context, &errors)
        if errors.isEmpty { status = try TwoStepChanges(context).turnOff(context.form["code"] ?? "", &errors) }
        guard errors.isEmpty else { return try removalPage(context, errors, status) }
        return try context.redirect(
            to: Paths.profile, success: "Two-step verification is off.", link: PageLayout.Link(label: "See where you are signed in", path: Paths.logins))
    }

    private static func showPage(_ context: SignedIn, _ errors: FieldErrors, _ status: Status = .ok) throws -> Response {
        let (isOn, left, isDemanded) = try context.store.read { db in
            let repository = TwoStepRepository(db)
            return try (repository.isOn(context.account.id), repository.recoveryCodesLeft(of: context.account.id), repository.roles().contains(context.account.role))
        }
        return TwoStepView(
            page: context.layout("Two-step verification", section: nil, crumbs: ProfileController.crumbs, errors: errors), token: try context.formToken(), isOn: isOn,
            codesLeft: left, isDemanded: isDemanded, errors: errors
        ).page(status)
    }

    private static func newPage(_ context: SignedIn, _ errors: FieldErrors, _ status: Status = .ok) throws -> Response {
        guard let secret = try TwoStepChanges(context).pending() else { return .redirect(to: Paths.twoStep) }
        return TwoStepNewView(
            page: context.layout("Set up two-step verification", section: nil, crumbs: ProfileController.crumbs, errors: errors), token: try context.formToken(),
            secret: secret.bytes, account: context.account, practice: context.practiceName, errors: errors
        ).page(status)
    }

    private static func codesPage(_ context: SignedIn, _ codes: RecoveryCodes, isFirst: Bool) throws -> Response {
        let waits = try context.keptForms.find(of: context.account) != nil
        return RecoveryCodesView(
            page: context.layout("Your recovery codes", section: nil), codes: codes.shown, isFirst: isFirst, username: context.account.username,
            practice: context.practiceName, next: waits ? Paths.keptForm : Paths.profile
        ).page()
    }

    private static func passwordPage(_ context: SignedIn, _ errors: FieldErrors, _ status: Status = .ok) throws -> Response {
        RecoveryCodesFormView(
            page: context.layout("New recovery codes", section: nil, crumbs: crumbs, errors: errors), token: try context.formToken(), current: CurrentPassword.field(errors)
        ).page(status)
    }

    private static func removalPage(_ context: SignedIn, _ errors: FieldErrors, _ status: Status = .ok) throws -> Response {
        TwoStepRemovalView(
            page: context.layout("Turn off two-step verification", section: nil, crumbs: crumbs, errors: errors), token: try context.formToken(),
            current: CurrentPassword.field(errors), code: .oneTimeCode(errors["code"], label: "Code from your app, or a recovery code")
        ).page(status)
    }

    private static var crumbs: [PageLayout.Link] { ProfileController.crumbs + [PageLayout.Link(label: "Two-step verification", path: Paths.twoStep)] }
}
