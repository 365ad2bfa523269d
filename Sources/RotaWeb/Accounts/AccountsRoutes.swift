extension Routes {
    static let accounts: [Endpoint] = [
        .get("/accounts", access: .managers, AccountsController.index),
        .get("/accounts/new", access: .managers, AccountsController.new),
        .post("/accounts", access: .managers, isCostly: true, AccountsController.create),
        .get("/accounts/:id/edit", access: .managers, AccountsController.edit),
        .post("/accounts/:id", access: .managers, AccountsController.update),
        .get("/accounts/:id/password", access: .managers, AccountPasswordController.edit),
        .post("/accounts/:id/password", access: .managers, isCostly: true, AccountPasswordController.update),
    ]
}

extension Paths {
    static let accounts = "/accounts"
    static func newAccount(of clinician: Int) -> String { "/accounts/new?clinician=\(clinician)" }
    static let newAccount = "/accounts/new"

    static func account(_ id: Int) -> String { "/accounts/\(id)" }
    static func accountEdit(_ id: Int) -> String { "/accounts/\(id)/edit" }
    static func accountPassword(_ id: Int) -> String { "/accounts/\(id)/password" }
}
