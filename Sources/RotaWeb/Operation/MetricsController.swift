import HTTP
import Secrets

/// `/metrics`: not there unless a token is set, and then for who sends it (ASVS 13.4.5). The listener of its own asks for none.
enum MetricsController {
    static func show(_ visitor: Visitor) throws -> Response {
        let token = visitor.practice.settings.metricsToken
        guard !token.isEmpty else { throw PageError.notFound }
        let given = visitor.request.headers.values("Authorization")
        guard given.count == 1, constantTimeEquals(Array(given[0].utf8), Array("Bearer \(token)".utf8)) else {
            // RFC 6750 §3.
            return Response(.unauthorized, headers: ["WWW-Authenticate": "Bearer", "Content-Type": "text/plain; charset=utf-8"], body: .bytes(Array("A token is needed.\n".utf8)))
        }
        return answer(visitor.practice)
    }

    static func answer(_ practice: Practice) -> Response {
        Response(.ok, contentType: Exposition.contentType, practice.metrics.page(practice))
    }
}
