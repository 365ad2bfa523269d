import HTML
import HTTP
import RotaDomain
import RotaStore

/// Where somebody is signed in, and ending it (ASVS 7.5.2).
enum LoginsController {
    static func index(_ context: SignedIn) throws -> Response {
        let logins = try context.liveLogins(of: context.account)
        return LoginListView(
            page: context.layout("Where you are signed in", section: nil, crumbs: ProfileController.crumbs), token: context.repeatableToken, logins: logins, own: context.login,
            limits: LoginListView.limits(context.practice.settings)
        ).page()
    }

    static func destroy(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        try context.store.write { db in
            guard try LoginRepository(db).delete(id, of: context.account.id) else { throw PageError.notFound }
            try AuditLog(db).record("end login", AuditSubject("login", id: id, context.account.username), by: context.actor, at: context.now)
        }
        return try context.redirect(to: Paths.logins, success: "That browser is signed out.")
    }

    static func destroyOthers(_ context: SignedIn) throws -> Response {
        try context.store.write { db in
            try LoginRepository(db).deleteAll(of: context.account.id, except: context.login.id)
            try AuditLog(db).record(
                "end other logins", AuditSubject("account", id: context.account.id, context.account.username), by: context.actor, at: context.now)
        }
        return try context.redirect(to: Paths.logins, success: "Every other browser is signed out.")
    }
}

/// Where somebody else is signed in, for managers (ASVS 7.4.5).
enum AccountLoginsController {
    static func index(_ context: SignedIn) throws -> Response {
        let account = try context.otherAccount()
        guard account.id != context.account.id else { return .redirect(to: Paths.logins) }
        let crumbs = [PageLayout.Link(label: "Users", path: Paths.accounts), PageLayout.Link(label: account.name, path: Paths.account(account.id))]
        return LoginListView(
            page: context.layout("Where \(account.name) is signed in", section: .accounts, crumbs: crumbs), token: context.repeatableToken, logins: try context.liveLogins(of: account), of: account,
            limits: LoginListView.limits(context.practice.settings)
        ).page()
    }

    static func destroy(_ context: SignedIn) throws -> Response {
        let account = try context.otherAccount()
        guard account.id != context.account.id else { return .redirect(to: Paths.logins) }
        _ = try context.accountChanges.endLogins(of: account.id)
        return try context.redirect(to: Paths.accountLogins(account.id), success: "\(account.name) is signed out everywhere.")
    }
}

extension SignedIn {
    /// Those that have not run out; the others are deleted at the next sign-in.
    fileprivate func liveLogins(of account: Account) throws -> [Login] {
        let authentication = Authentication(practice: practice)
        return try store.read { db in try LoginRepository(db).all(of: account.id) }.filter { authentication.isLive($0, now) }
    }
}
