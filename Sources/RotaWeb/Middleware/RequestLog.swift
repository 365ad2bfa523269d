import Civil
import HTTP

/// One line a request, without names, tokens, bodies, queries or the ids in its address (conventions §3).
struct RequestLog {
    /// The pattern of the route that answered.
    var route = "-"
    /// The account that is signed in.
    var account: Int?

    func line(_ request: Request, _ response: Response, nanoseconds: UInt64, at now: Instant) -> String {
        var line = LogLine(at: now, level: "info")
        line.add("request_id", request.id)
        line.add("method", request.method.rawValue)
        line.add("route", route)
        line.add("status", response.status.code)
        line.add("ms", nanoseconds: nanoseconds)
        line.add("bytes", response.body.count)
        if let account { line.add("user", account) } else { line.add("user", "-") }
        return line.text
    }
}
