import HTML
import HTTP
import RotaDomain
import RotaStore

/// The tokens by which other programs read the rota (issue 5.9).
enum APITokensController {
    /// The newest that the page lists; older ones go on working, or not, as they stood.
    private static let most = 200

    static func index(_ context: SignedIn) throws -> Response {
        let rows = try context.store.read { db in
            let accounts = AccountRepository(db)
            return try APITokenRepository(db).all(limit: most).map { token in
                APITokenIndexView.Listed(
                    token: token, maker: try token.createdBy.flatMap(accounts.find)?.name,
                    state: token.state(today: context.today, creatorStands: try db.mayMakeTokens(token.createdBy)))
            }
        }
        let secret = context.request.method == .get ? context.practice.shownOnce.take(for: context.login.id, page: Paths.apiTokens, at: context.now) : nil
        return APITokenIndexView(page: context.layout("API tokens", section: .apiTokens), token: context.repeatableToken, rows: rows, secret: secret).page()
    }

    static func new(_ context: SignedIn) throws -> Response { try page(context, APITokenForm()) }

    static func create(_ context: SignedIn) throws -> Response {
        let form = APITokenForm(context.form, today: context.today)
        guard let details = form.details else { return try page(context, form, .unprocessableContent) }
        let secret = try APISecret(random: context.practice.random)
        try context.store.write { db in
            let id = try APITokenRepository(db).insert(
                name: details.name, tokenHash: secret.hash, scopes: details.scopes, expiresOn: details.expiresOn, by: context.account.id, at: context.now)
            try AuditLog(db).record(
                "add API token", AuditSubject("API token", id: id, details.name), by: context.actor, at: context.now,
                after: ["scopes": APITokenForm.words(details.scopes), "expires": details.expiresOn?.iso])
        }
        context.practice.shownOnce.keep(secret.text, for: context.login.id, page: Paths.apiTokens, at: context.now)
        return try context.redirect(to: Paths.apiTokens, success: "The token \(details.name) was made.")
    }

    static func revoke(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        let name = try context.store.write { db in
            let tokens = APITokenRepository(db)
            guard let token = try tokens.find(id) else { throw PageError.notFound }
            // A second browser's click finds it done.
            guard try tokens.revoke(id, at: context.now) else { return token.name }
            try AuditLog(db).record("revoke API token", AuditSubject("API token", id: id, token.name), by: context.actor, at: context.now)
            return token.name
        }
        return try context.redirect(to: Paths.apiTokens, success: "The token \(name) no longer works.")
    }

    private static func page(_ context: SignedIn, _ form: APITokenForm, _ status: Status = .ok) throws -> Response {
        let crumbs = [PageLayout.Link(label: "API tokens", path: Paths.apiTokens)]
        let layout = context.layout("Add token", section: .apiTokens, crumbs: crumbs, errors: form.errors)
        return APITokenNewView(page: layout, token: try context.formToken(), form: form).page(status)
    }
}
