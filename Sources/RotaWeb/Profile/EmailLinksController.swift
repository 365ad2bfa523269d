import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// The link that proves an address: GET uses nothing up, the POST does.
enum EmailLinksController {
    private enum Outcome: Sendable {
        case proved(isChange: Bool)
        case dead(AccountLink?)
        /// Another account has the address.
        case taken
    }

    static func open(_ visitor: Visitor) throws -> Response {
        guard let token = visitor.parameters["token"].flatMap(Token.init(presented:)), try find(visitor, token.hash) != nil else {
            return DeadLink.page(visitor, .email, nil)
        }
        return try holds(visitor).keep(token.hash)
    }

    static func show(_ visitor: Visitor) throws -> Response {
        guard let hash = try holds(visitor).linkHash() else { return DeadLink.notHeld(visitor, .email) }
        guard let (link, account) = try live(visitor, hash) else { return DeadLink.page(visitor, .email, try find(visitor, hash)) }
        return EmailLinkView(
            page: visitor.layout("Prove your email address"), token: visitor.repeatableToken, name: account.name, username: account.username, email: link.email,
            isChange: link.email != account.email
        ).page()
    }

    static func update(_ visitor: Visitor) throws -> Response {
        guard let hash = try holds(visitor).linkHash() else { return DeadLink.notHeld(visitor, .email) }
        switch try prove(visitor, hash) {
        case .dead(let link): return DeadLink.page(visitor, .email, link)
        case .taken: return DeadLink.taken(visitor)
        case .proved(let isChange):
            var response = DoneView(
                page: visitor.layout("Your address is proved"), title: "Your address is proved",
                message: isChange ? "Mail goes to the new address from now on, and you can sign in with it." : "Mail reaches you there.",
                link: PageLayout.Link(label: "Go to Practice Rota", path: Paths.home)
            ).page()
            try holds(visitor).end(in: &response)
            return response
        }
    }

    private static func prove(_ visitor: Visitor, _ hash: [UInt8]) throws -> Outcome {
        let now = visitor.practice.clock.now(), post = visitor.post
        return try visitor.practice.store.write { db in
            let links = AccountLinkRepository(db), accounts = AccountRepository(db)
            guard let (link, account) = try live(db, hash, now) else { return .dead(try links.find(tokenHash: hash)) }
            guard try !accounts.isTaken(email: link.email, except: account.id) else { return .taken }
            guard try links.end(link.id, as: .used, at: now) else { return .dead(link) }
            let isChange = link.email != account.email
            try accounts.setProvedEmail(link.email, of: account.id, at: now)
            if account.emailVerifiedAt == nil, let invitation = try InvitationRepository(db, .practice).made(account.id) {
                try visitor.practice.notices.tell(.signUp(account, clinicianId: invitation.clinicianId), db)
            }
            let actor = Actor(accountId: account.id, name: account.name, requestId: visitor.request.id.description)
            try AuditLog(db).record(
                isChange ? "change own email" : "prove email", AuditSubject("account", id: account.id, account.username), by: actor, at: now,
                before: isChange ? ["email": account.email] : nil, after: ["email": link.email])
            guard isChange else { return .proved(isChange: false) }
            // What went to the old address must not open the account any more.
            try links.end(.reset, of: account.id, as: .revoked, at: now)
            try AccountMail(post).tell(
                account, "Your email address was changed", "mail for your account goes to \(link.email) from now on, and no longer here.", kind: "email-changed", db)
            return .proved(isChange: true)
        }
    }

    private static func holds(_ visitor: Visitor) -> LinkHolds { LinkHolds(visitor, "email-link", path: Paths.emailLinks) }

    private static func find(_ visitor: Visitor, _ hash: [UInt8]) throws -> AccountLink? {
        let link = try visitor.practice.store.read { db in try AccountLinkRepository(db).find(tokenHash: hash) }
        return link?.purpose == .email ? link : nil
    }

    private static func live(_ visitor: Visitor, _ hash: [UInt8]) throws -> (AccountLink, Account)? {
        try visitor.practice.store.read { db in try live(db, hash, visitor.practice.clock.now()) }
    }

    private static func live(_ db: Connection, _ hash: [UInt8], _ now: Instant) throws -> (AccountLink, Account)? {
        guard let link = try AccountLinkRepository(db).find(tokenHash: hash), link.purpose == .email, link.isOpen(at: now),
            let account = try AccountRepository(db).find(link.accountId), account.active
        else { return nil }
        return (link, account)
    }
}
