import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// The link to a first or a new password. GET uses nothing up; the POST does, and signs nobody in: the second step is asked as ever (ASVS 6.4.3).
enum ResetLinksController {
    static func open(_ visitor: Visitor) throws -> Response {
        guard let token = visitor.parameters["token"].flatMap(Token.init(presented:)), try find(visitor, token.hash) != nil else {
            return DeadLink.page(visitor, .reset, nil)
        }
        return try holds(visitor).keep(token.hash)
    }

    static func show(_ visitor: Visitor) throws -> Response {
        guard let hash = try holds(visitor).linkHash() else { return DeadLink.notHeld(visitor, .reset) }
        guard let (_, account) = try live(visitor, hash) else { return DeadLink.page(visitor, .reset, try find(visitor, hash)) }
        return try page(visitor, account, FieldErrors())
    }

    static func update(_ visitor: Visitor) throws -> Response {
        guard let hash = try holds(visitor).linkHash() else { return DeadLink.notHeld(visitor, .reset) }
        guard let (_, account) = try live(visitor, hash) else { return DeadLink.page(visitor, .reset, try find(visitor, hash)) }
        var errors = FieldErrors()
        let password = visitor.form["password"] ?? ""
        if let problem = PasswordRules.problem(password, context: account.passwordContext + [visitor.practiceName]) { errors.add("password", problem) }
        guard errors.isEmpty else { return try page(visitor, account, errors, .unprocessableContent) }
        guard try store(try visitor.practice.passwords.hash(password), visitor, hash) else { return DeadLink.page(visitor, .reset, try find(visitor, hash)) }
        var response = Response.redirect(to: Paths.signInAgain(next: Paths.home, because: .passwordChosen))
        try holds(visitor).end(in: &response)
        Authentication(practice: visitor.practice).forget(visitor.request, response: &response)
        return response
    }

    /// False when the link was used or ended while the password was being hashed.
    private static func store(_ hash: String, _ visitor: Visitor, _ link: [UInt8]) throws -> Bool {
        let now = visitor.practice.clock.now(), post = visitor.post
        return try visitor.practice.store.write { db in
            guard let (link, account) = try live(db, link, now), try AccountLinkRepository(db).end(link.id, as: .used, at: now) else { return false }
            let isFirst = try !AccountRepository(db).hasPassword(account.id)
            try NewPassword.store(hash, of: account, db, at: now)
            try LoginRepository(db).deleteAll(of: account.id)
            // Whoever opened the link reads mail there.
            if link.email == account.email, account.emailVerifiedAt == nil {
                try AccountRepository(db).setProvedEmail(link.email, of: account.id, at: now)
                try SignUpNews(practice: visitor.practice).tell(account, db)
            }
            let actor = Actor(accountId: account.id, name: account.name, requestId: visitor.request.id.description)
            try AuditLog(db).record("choose \(isFirst ? "first" : "new") password by link", AuditSubject("account", id: account.id, account.username), by: actor, at: now)
            try tell(account, isFirst, AccountMail(post), db)
            return true
        }
    }

    private static func tell(_ account: Account, _ isFirst: Bool, _ mail: AccountMail, _ db: Connection) throws {
        if isFirst {
            try mail.tell(account, "Your password was chosen", "the first password of your account was chosen by the link that was sent to you.", kind: "password", db)
        } else {
            try mail.tell(
                account, "Your password was changed", "a new password was chosen for your account by the link that was sent to you. Every browser is signed out.", kind: "password", db)
        }
    }

    private static func page(_ visitor: Visitor, _ account: Account, _ errors: FieldErrors, _ status: Status = .ok) throws -> Response {
        let isFirst = try visitor.practice.store.read { db in try !AccountRepository(db).hasPassword(account.id) }
        return ResetLinkView(
            page: visitor.layout(ResetLinkView.title(isFirst), errors: errors), token: visitor.repeatableToken, username: account.username, isFirst: isFirst,
            error: errors["password"]
        ).page(status)
    }

    private static func holds(_ visitor: Visitor) -> LinkHolds { LinkHolds(visitor, "reset-link", path: Paths.resetLinks) }

    private static func find(_ visitor: Visitor, _ hash: [UInt8]) throws -> AccountLink? {
        let link = try visitor.practice.store.read { db in try AccountLinkRepository(db).find(tokenHash: hash) }
        return link?.purpose == .reset ? link : nil
    }

    private static func live(_ visitor: Visitor, _ hash: [UInt8]) throws -> (AccountLink, Account)? {
        try visitor.practice.store.read { db in try live(db, hash, visitor.practice.clock.now()) }
    }

    private static func live(_ db: Connection, _ hash: [UInt8], _ now: Instant) throws -> (AccountLink, Account)? {
        guard let link = try AccountLinkRepository(db).find(tokenHash: hash), link.purpose == .reset, link.isOpen(at: now),
            let account = try AccountRepository(db).find(link.accountId), account.active
        else { return nil }
        return (link, account)
    }
}

struct ResetLinkView {
    let page: PageLayout
    let token: FormToken
    /// For password managers, and for people with several accounts.
    let username: String
    let isFirst: Bool
    let title: String
    let password: TextField

    /// - Parameter isFirst: the account has no password yet.
    init(page: PageLayout, token: FormToken, username: String, isFirst: Bool, error: String?) {
        self.page = page
        self.token = token
        self.username = username
        self.isFirst = isFirst
        title = ResetLinkView.title(isFirst)
        password = .newPassword("password", label: isFirst ? "Password" : "New password", error: error)
    }

    static func title(_ isFirst: Bool) -> String { isFirst ? "Choose a password" : "Choose a new password" }

    static let preview = ResetLinkView(page: .preview, token: .preview, username: "ann.moss", isFirst: false, error: nil)
}

extension Routes {
    static let forgottenPassword: [Endpoint] = [
        .get("/forgotten-password", access: .anyone, ForgottenPasswordController.new),
        .post("/forgotten-password", access: .anyone, ForgottenPasswordController.create),
        .get("/forgotten-password/sent", access: .anyone, ForgottenPasswordController.sent),
        .get("/reset-password", access: .anyone, ResetLinksController.show),
        .post("/reset-password", access: .anyone, isCostly: true, ResetLinksController.update),
        .get("/reset-password/:token", access: .anyone, ResetLinksController.open),
        .post("/accounts/:id/reset-link", access: .may(.users), AccountResetLinkController.create).withoutKeeping(),
    ]
}

extension Paths {
    static let forgottenPassword = "/forgotten-password"
    static let forgottenPasswordSent = "/forgotten-password/sent"
    static let resetLinks = "/reset-password"
    static func resetLink(_ token: String) -> String { "/reset-password/\(token)" }
    static func accountResetLink(_ id: Int) -> String { "/accounts/\(id)/reset-link" }
}
