extension Routes {
    static let logins: [Endpoint] = [
        .get("/accounts/:id/logins", access: .may(.users), AccountLoginsController.index),
        .post("/accounts/:id/logins/end", access: .may(.users), AccountLoginsController.destroy),
        .get("/logins", access: .staff, LoginsController.index),
        .post("/logins/end", access: .staff, LoginsController.destroyOthers),
        .post("/logins/:id/end", access: .staff, LoginsController.destroy),
    ]
}

extension Paths {
    static let logins = "/logins"
    static let otherLoginsEnd = "/logins/end"
    static func accountLogins(_ id: Int) -> String { "/accounts/\(id)/logins" }
    static func accountLoginsEnd(_ id: Int) -> String { "/accounts/\(id)/logins/end" }
    static func loginEnd(_ id: Int) -> String { "/logins/\(id)/end" }
}
