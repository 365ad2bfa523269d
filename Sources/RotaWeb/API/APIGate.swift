import Civil
import HTTP
import RotaDomain
import RotaStore
import Secrets
import SQLite

/// Takes a request to the API in: whose token, how often, with which scope and parameters; and sends the answer out with what every answer has.
///
/// A stranger's request ends at the token: without one that could be ours nothing is looked up at all.
struct APIGate {
    let practice: Practice

    func answer(_ request: Request, _ endpoint: Endpoint, _ parameters: RouteParameters, _ access: APIAccess, _ operation: APIOperation, _ note: inout RequestLog) throws -> Response {
        do {
            let token = try authenticate(request)
            note.token = token.id
            let standing = practice.apiLimits.take(token.id, at: practice.clock.now())
            var response = try limited(standing) {
                guard token.scopes.contains(access.scope) else { throw APIGate.missing(access.scope) }
                let query = try APIQuery(request.query, operation.parameters)
                let call = APICall(practice: practice, token: token, query: query, route: endpoint.pattern, parameters: parameters)
                return answer(try operation.action(call), to: request)
            } refused: { $0.response(practice, request.id, request) }
            response.headers.add("RateLimit-Policy", "\"token\";q=\(APIRateLimit.perMinute);w=60")
            response.headers.add("RateLimit", "\"token\";r=\(standing.remaining);t=\(standing.seconds)")
            return response
        } catch let problem as APIProblem {
            return problem.response(practice, request.id, request)
        }
    }

    /// Refusals of who has a token carry the limit's headers too.
    private func limited(_ standing: APIRateLimit.Standing, _ action: () throws -> Response, refused: (APIProblem) -> Response) throws -> Response {
        do {
            guard standing.isAllowed else {
                var problem = APIProblem(.tooMany)
                problem.headers.add("Retry-After", String(standing.seconds))
                throw problem
            }
            return try action()
        } catch let problem as APIProblem {
            return refused(problem)
        } catch PageError.notFound {
            return refused(APIProblem(.notFound))
        }
    }

    /// RFC 6750 §3: a request without a token is told how to send one; one with a wrong token is told that it is.
    private func authenticate(_ request: Request) throws -> APIToken {
        let fields = request.headers.values("Authorization")
        guard let field = fields.first, fields.count == 1, field.lowercased().hasPrefix("bearer ") else { throw APIGate.unauthorized("") }
        guard let secret = APISecret(presented: field.dropFirst("bearer ".count).trimmingSpaces) else { throw APIGate.unauthorized(", error=\"invalid_token\"") }
        let now = practice.clock.now(), today = practice.today
        let found = try practice.store.read { db in
            try APITokenRepository(db).find(tokenHash: secret.hash).flatMap { try $0.state(today: today, creatorStands: db.mayMakeTokens($0.createdBy)) == .works ? $0 : nil }
        }
        guard let found else { throw APIGate.unauthorized(", error=\"invalid_token\"") }
        // Once a minute says enough of when it was last used, and nobody waits for it.
        if found.lastUsedAt.map({ now - $0 >= 60 }) ?? true {
            practice.store.writeSoon({ db in try APITokenRepository(db).touch(found.id, at: now) }, ended: { _ in })
        }
        return found
    }

    private func answer(_ answer: APIAnswer, to request: Request) -> Response {
        let tag = EntityTag(digest: Array(SHA256.hash(answer.json).prefix(16)))
        var headers: Headers = ["Cache-Control": "private, no-cache", "ETag": tag.description]
        if let next = answer.next {
            let others = request.query.fields.filter { $0.name != "cursor" }.map { (name: $0.name, value: $0.value) }
            let target = "\(request.path)?\(PercentEncoding.query(others + [(name: "cursor", value: next)]))"
            headers.add("Link", "<\(practice.address(target, for: request))>; rel=\"next\"")
        }
        switch Preconditions(request, Validators(tag: tag, modified: nil), now: practice.clock.now().seconds) {
        case .failed: return APIProblem(.condition).response(practice, request.id, request)
        case .notModified: return Response(.notModified, headers: headers)
        case .met:
            headers.add("Content-Type", "application/json")
            return Response(.ok, headers: headers, body: .bytes(answer.json))
        }
    }

    static func unauthorized(_ why: String) -> APIProblem {
        var problem = APIProblem(.credentials)
        problem.headers.add("WWW-Authenticate", "Bearer realm=\"Practice Rota\"\(why)")
        return problem
    }

    static func missing(_ scope: APIScope) -> APIProblem {
        var problem = APIProblem(.scope, detail: "This needs a token with the scope “\(scope.rawValue)”.")
        problem.headers.add("WWW-Authenticate", "Bearer realm=\"Practice Rota\", error=\"insufficient_scope\", scope=\"\(scope.rawValue)\"")
        return problem
    }
}

/// A token of the API as its program sends it: `rota_` and 43 characters, so that scanners for leaked secrets know it.
struct APISecret {
    static let prefix = "rota_"
    private let token: Token

    init(random: RandomSource) throws { token = try Token(random: random) }

    /// Nil for what can't be one, so that it needs no look-up.
    init?(presented text: String) {
        guard text.hasPrefix(APISecret.prefix), let token = Token(presented: String(text.dropFirst(APISecret.prefix.count))) else { return nil }
        self.token = token
    }

    var text: String { APISecret.prefix + token.text }
    var hash: [UInt8] { token.hash }
}

extension Connection {
    /// Whoever made a token saw it: it works for as long as they may still sign in and manage settings.
    func mayMakeTokens(_ account: Int?) throws -> Bool {
        guard let account, let creator = try AccountRepository(self).find(account) else { return false }
        return creator.active && creator.may(.settings)
    }
}
