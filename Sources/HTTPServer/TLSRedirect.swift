import HTTP

/// What stands at the plain door of a program that lives on https: whoever asks for something is sent to it there, by whatever name they came.
package struct TLSRedirect: Sendable {
    /// Scheme, host and port.
    private let origin: String

    /// - Parameter baseURL: how browsers reach the program; nil where that is not by https.
    package init?(baseURL: String) {
        guard baseURL.hasPrefix("https://") else { return nil }
        let authority = baseURL.dropFirst(8).prefix { $0 != "/" }
        guard !authority.isEmpty else { return nil }
        origin = "https://" + authority
    }

    /// A server that does nothing else and needs next to nothing.
    /// - Parameters:
    ///   - observer: hears of what the server itself refuses.
    ///   - noting: counts and logs a request's answer, which it gets by calling what it is given.
    package func server(
        observer: @escaping @Sendable (ServerEvent) -> Void = { _ in }, noting: @escaping @Sendable (Request, (Request) -> Response) -> Response = { $1($0) }
    ) -> Server {
        var limits = ServerLimits(workers: 1, pollers: 1)
        (limits.costlyWorkers, limits.waitingWorkers) = (1, 0)
        limits.maximumConnections = 1_024
        limits.connectionsPerAddress = 256
        limits.request.maximumHeadBytes = 16_384
        limits.lingerTimeout = 1_000
        var hooks = ServerHooks { noting($0, respond) }
        hooks.quick = { noting($0, respond) }
        // Enough for a form, so that its sender reads why it was refused.
        hooks.bodyLimit = { _ in 65_536 }
        hooks.observer = observer
        return Server(limits: limits, hooks: hooks)
    }

    /// GET and HEAD are sent on, whatever their headers. A form is refused with its sender's attention rather than repeated, for it has been read by
    /// everybody on the way.
    func respond(to request: Request) -> Response {
        guard request.method == .get || request.method == .head else { return refusal }
        return redirection(to: origin + request.path.description + query(of: request))
    }

    /// RFC 9110 §15.4.9. Not kept: the address may hold a token, and a browser that was there once knows the way by itself (RFC 6797 §7.2).
    private func redirection(to address: String) -> Response {
        var response = Response.text("This program is at \(address)\n", status: .permanentRedirect)
        response.headers["Location"] = address
        return closing(response)
    }

    private var refusal: Response {
        let words = "Nothing is served here without TLS: use \(origin)/. What you sent has travelled in the clear; if it held a password or a token, change it.\n"
        return closing(.text(words, status: .forbidden))
    }

    private func closing(_ response: Response) -> Response {
        var response = response
        response.headers["Cache-Control"] = "no-store"
        response.headers["Connection"] = "close"
        return response
    }

    private func query(of request: Request) -> Substring { request.target.drop { $0 != "?" } }
}
