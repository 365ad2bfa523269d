extension Routes {
    static let apiTokens: [Endpoint] = [
        .get("/api-tokens", access: .managers, APITokensController.index),
        .get("/api-tokens/new", access: .managers, APITokensController.new),
        .post("/api-tokens", access: .managers, APITokensController.create),
        .post("/api-tokens/:id/revocation", access: .managers, APITokensController.revoke),
    ]
}

extension Paths {
    static let apiTokens = "/api-tokens"
    static func apiTokenRevocation(_ id: Int) -> String { "/api-tokens/\(id)/revocation" }
}
