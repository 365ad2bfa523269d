extension Routes {
    static let accounts: [Endpoint] = [
        .get("/accounts", access: .may(.users), AccountsController.index),
        .get("/accounts/new", access: .may(.users), AccountsController.new),
        .post("/accounts", access: .may(.users), isCostly: true, AccountsController.create),
        .get("/accounts/two-step", access: .may(.users), AccountTwoStepController.edit),
        .post("/accounts/two-step", access: .may(.users), AccountTwoStepController.update),
        .get("/accounts/:id", access: .may(.users), AccountsController.show),
        .get("/accounts/:id/edit", access: .may(.users), AccountsController.edit),
        .post("/accounts/:id", access: .may(.users), AccountsController.update),
        .get("/accounts/:id/permissions", access: .may(.users), AccountPermissionsController.edit),
        .post("/accounts/:id/permissions", access: .may(.users), AccountPermissionsController.update),
        .get("/accounts/:id/password", access: .may(.users), AccountPasswordController.edit),
        .post("/accounts/:id/password", access: .may(.users), isCostly: true, AccountPasswordController.update),
    ]
}

extension Paths {
    static let accounts = "/accounts"
    static func newAccount(of clinician: Int) -> String { "/accounts/new?clinician=\(clinician)" }
    static let newAccount = "/accounts/new"
    static let accountsTwoStep = "/accounts/two-step"

    static func account(_ id: Int) -> String { "/accounts/\(id)" }
    static func accountEdit(_ id: Int) -> String { "/accounts/\(id)/edit" }
    static func accountPermissions(_ id: Int) -> String { "/accounts/\(id)/permissions" }
    static func accountPassword(_ id: Int) -> String { "/accounts/\(id)/password" }
}
