extension Routes {
    static let apiTokens: [Endpoint] = [
        .get("/api-tokens", access: .may(.settings), APITokensController.index),
        .get("/api-tokens/new", access: .may(.settings), APITokensController.new),
        .post("/api-tokens", access: .may(.settings), APITokensController.create),
        .post("/api-tokens/:id/revocation", access: .may(.settings), APITokensController.revoke),
    ]
}

extension Paths {
    static let apiTokens = "/api-tokens"
    static func apiTokenRevocation(_ id: Int) -> String { "/api-tokens/\(id)/revocation" }
}
