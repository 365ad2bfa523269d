import HTTPServer

/// What the server says of its own life: where it is when it starts, and how it ends.
enum ServerWords {
    /// - Parameters:
    ///   - base: `ROTA_BASE_URL`, or empty.
    ///   - path: what to open there.
    ///   - bound: where it listens, the secure ones last.
    static func ready(base: String, path: String, bound: [ListenAddress], isSecure: Bool) -> String {
        let places = "listening on \(bound.map(\.description).joined(separator: ", "))"
        guard base.isEmpty else { return "Practice Rota is ready: \(base)\(path) (\(places))" }
        // A proxy in front has an address; ours is none that a browser could open.
        guard case .tcp(let host, let port)? = bound.last else { return "Practice Rota is ready: open \(path) at the proxy's address (\(places))" }
        // Every address of the machine is none to open; one of them is.
        let own = ["0.0.0.0": "127.0.0.1", "::": "::1"][host]
        return "Practice Rota is ready: \(isSecure ? "https" : "http")://\(ListenAddress(host: own ?? host, port: port))\(path)\(own == nil ? "" : " (\(places))")"
    }

    static func stopping(connections: Int, requests: Int, milliseconds: Int) -> String {
        "stopping: connections open: \(connections), requests under way: \(requests); they have \(milliseconds / 1_000) seconds, or until a second signal"
    }

    static let stoppingNow = "stopping now: a second signal came"

    /// - Parameter cut: connections that were broken off, in the middle of a request or its answer.
    static func stopped(isClean: Bool, cut: Int) -> String {
        isClean ? "stopped: everything under way was finished" : "stopped: connections cut off before they were finished: \(cut)"
    }
}
