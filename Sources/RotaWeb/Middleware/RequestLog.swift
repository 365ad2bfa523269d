import Civil
import HTTP

/// One line a request, without names, tokens, bodies or queries.
enum RequestLog {
    static func line(_ request: Request, _ response: Response, at now: Instant) -> String {
        "ts=\(now.iso) level=info request_id=\(request.id) method=\(request.method.rawValue) path=\(path(request)) status=\(response.status.code) bytes=\(response.body.count)"
    }

    /// A set-up link's token never reaches the log.
    private static func path(_ request: Request) -> String {
        let segments = request.path.segments
        if segments.first == "setup", segments.count == 2, (segments.last?.utf8.count ?? 0) >= 40 { return "/setup/-" }
        return String(String(describing: request.path).prefix(200))
    }
}
