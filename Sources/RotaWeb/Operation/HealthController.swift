import Foundation
import HTTP

/// For programs that watch this one (conventions §3). No sign-in, no cookies, no secrets.
enum HealthController {
    /// `/healthz`: the process is alive. It asks nothing of the database.
    static let alive = Response.text("ok\n")

    static func show(_ visitor: Visitor) throws -> Response { alive }

    /// `/readyz`: requests can be answered; else 503 and why not.
    static func ready(_ visitor: Visitor) throws -> Response {
        struct Answer: Encodable {
            let status: String
            var reasons: [String]?
            var outbox: OutboxDepth?
        }
        let reasons = visitor.practice.readiness.reasons(visitor.practice)
        var answer = reasons.isEmpty ? Answer(status: "ok") : Answer(status: "unavailable", reasons: reasons)
        answer.outbox = OutboxDepth(visitor.practice)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Response(reasons.isEmpty ? .ok : .serviceUnavailable, contentType: "application/json", Array(try encoder.encode(answer)) + [0x0A])
    }
}
