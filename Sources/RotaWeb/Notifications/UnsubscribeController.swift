import HTML
import HTTP
import RotaDomain
import RotaStore
import Secrets

/// Ends a category's mails without signing in, by the link in each of them. A GET changes nothing: scanners of mail open every link.
///
/// A mail program posts `List-Unsubscribe=One-Click` by itself, without a cookie or a form of ours (RFC 8058 §3.2): the token is all the proof there is.
enum UnsubscribeController {
    static func show(_ visitor: Visitor) throws -> Response {
        guard let (_, link) = try visitor.unsubscribeLink() else { return UnsubscribeController.unknown(visitor) }
        let isWanted = try visitor.practice.store.read { db in try NotificationChoices(db).wanted(by: link.accountId).contains(link.category) }
        return page(visitor, link.category, isWanted ? .asks : .done)
    }

    static func create(_ visitor: Visitor) throws -> Response {
        guard let (_, link) = try visitor.unsubscribeLink() else { return UnsubscribeController.unknown(visitor) }
        guard visitor.form["List-Unsubscribe"] == "One-Click" else { return page(visitor, link.category, .asks, status: .unprocessableContent) }
        let now = visitor.practice.clock.now(), request = visitor.request.id.description
        try visitor.practice.store.write { db in
            let choices = NotificationChoices(db), before = try choices.wanted(by: link.accountId)
            guard before.contains(link.category), let account = try AccountRepository(db).find(link.accountId) else { return }
            try choices.set(link.category, false, of: account.id)
            try AuditLog(db).record(
                "stop notification mails", AuditSubject("account", id: account.id, account.username), by: Actor(accountId: nil, name: "Link in a mail", requestId: request), at: now,
                before: NotificationChoicesController.fields(before), after: NotificationChoicesController.fields(before.subtracting([link.category])))
        }
        return page(visitor, link.category, .done)
    }

    private static func page(_ visitor: Visitor, _ category: NoticeCategory, _ state: UnsubscribeView.State, status: Status = .ok) -> Response {
        let token = visitor.parameters["token"] ?? ""
        return hidden(UnsubscribeView(stylesheet: visitor.practice.assets.address("app.css"), state: state, category: category, action: Paths.unsubscribe(token)).page(status))
    }

    private static func unknown(_ visitor: Visitor) -> Response {
        hidden(
            ErrorPage.render(
                visitor.practice, visitor.request.id, .notFound,
                words: ErrorPage.Words(
                    title: "This link does not work", message: "It is not complete, or is more than a year old. Nothing was changed.",
                    remedy: "Sign in and choose under Notifications what you are mailed about.")))
    }

    /// The address holds a token, which no other site is to be told.
    private static func hidden(_ response: Response) -> Response {
        var response = response
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
    }
}

extension Visitor {
    fileprivate func unsubscribeLink() throws -> (Token, UnsubscribeLink)? {
        guard let token = parameters["token"].flatMap(Token.init(presented:)) else { return nil }
        return try practice.store.read { db in try UnsubscribeLinkRepository(db).find(tokenHash: token.hash) }.map { (token, $0) }
    }
}
