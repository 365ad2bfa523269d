import Civil
import HTTP

/// What is noted of a request: one line without names, tokens, bodies, queries or the ids in its address (conventions §3), and a count in the metrics.
struct RequestLog {
    /// The pattern of the route that answered.
    var route = RouteName.none
    /// The account that is signed in.
    var account: Int?
    /// The token of the API that was shown, by its id.
    var token: Int?

    func fill(_ line: inout LogLine, _ request: Request, _ response: Response, nanoseconds: UInt64) {
        line.add("request_id", request.id)
        line.add("method", request.method.rawValue)
        line.add("route", route.pattern)
        line.add("status", response.status.code)
        line.add("ms", nanoseconds: nanoseconds)
        line.add("bytes", response.body.count)
        line.add("user", account)
        if let token { line.add("token", token) }
    }
}

/// A route's pattern, and its place among those that are counted.
struct RouteName: Sendable {
    let pattern: String
    let index: Int

    /// No route answers.
    static let none = RouteName(pattern: "-", index: 0)
    static let assets = RouteName(pattern: "/assets/*", index: 1)
    static let health = RouteName(pattern: "/healthz", index: 2)
    static let metrics = RouteName(pattern: "/metrics", index: 3)
    /// Whatever was asked for at the plain door beside https.
    static let redirect = RouteName(pattern: "redirect", index: 4)

    /// Every pattern once, those above first.
    static func list(_ patterns: [String]) -> [RouteName] {
        var names = [none, assets, health, metrics, redirect]
        var known = Set(names.map(\.pattern))
        for pattern in patterns where known.insert(pattern).inserted { names.append(RouteName(pattern: pattern, index: names.count)) }
        return names
    }
}
