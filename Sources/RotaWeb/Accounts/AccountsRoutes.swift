extension Routes {
    static let accounts: [Endpoint] = [
        .get("/accounts", access: .managers, AccountsController.index),
        .get("/accounts/new", access: .managers, AccountsController.new),
        .post("/accounts", access: .managers, AccountsController.create),
        .get("/accounts/:id/edit", access: .managers, AccountsController.edit),
        .post("/accounts/:id", access: .managers, AccountsController.update),
        .get("/accounts/:id/password", access: .managers, AccountPasswordController.edit),
        .post("/accounts/:id/password", access: .managers, AccountPasswordController.update),
        .get("/accounts/:id/logins", access: .managers, AccountLoginsController.index),
        .post("/accounts/:id/logins/end", access: .managers, AccountLoginsController.destroy),
        .get("/logins", access: .staff, LoginsController.index),
        .post("/logins/end", access: .staff, LoginsController.destroyOthers),
        .post("/logins/:id/end", access: .staff, LoginsController.destroy),
        .get("/password", access: .staff, PasswordController.edit),
        .post("/password", access: .staff, PasswordController.update),
    ]
}

extension Paths {
    static let accounts = "/accounts"
    static func newAccount(of clinician: Int) -> String { "/accounts/new?clinician=\(clinician)" }
    static let newAccount = "/accounts/new"
    static let logins = "/logins"
    static let otherLoginsEnd = "/logins/end"
    static let password = "/password"

    static func account(_ id: Int) -> String { "/accounts/\(id)" }
    static func accountEdit(_ id: Int) -> String { "/accounts/\(id)/edit" }
    static func accountPassword(_ id: Int) -> String { "/accounts/\(id)/password" }
    static func accountLogins(_ id: Int) -> String { "/accounts/\(id)/logins" }
    static func accountLoginsEnd(_ id: Int) -> String { "/accounts/\(id)/logins/end" }
    static func loginEnd(_ id: Int) -> String { "/logins/\(id)/end" }
}
