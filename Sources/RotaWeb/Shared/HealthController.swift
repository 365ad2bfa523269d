import HTTP

/// `/healthz`: the process is alive. It asks nothing of the database.
enum HealthController {
    static func show(_ visitor: Visitor) throws -> Response { .text("ok\n") }
}
