import HTTP

/// Which threads a request is for.
package enum Lane: Sendable {
    case ordinary
    /// Takes long or much memory by design, such as the checking of a password: few at once, behind a queue of their own.
    case costly
}

/// What a server is given to do its work with.
package struct ServerHooks: Sendable {
    /// Answers a complete request; runs on a worker and may take its time.
    package var handler: @Sendable (Request) -> Response
    /// Answers at once, without waiting for anything, or leaves the request to a worker with nil; runs on a poller.
    package var quick: @Sendable (Request) -> Response? = { _ in nil }
    /// Runs on a poller: it must only look things up.
    package var lane: @Sendable (Request) -> Lane = { _ in .ordinary }
    /// The largest body, in bytes, for a request of which only the head has come. Runs on a poller: it must only look things up.
    package var bodyLimit: @Sendable (Request) -> Int = { _ in 1_048_576 }
    /// The page for what the server itself answers (400, 408, 413, 414, 417, 431, 500, 501, 503, 505), which is given an id of its own where nothing
    /// became a request; may run on a poller too.
    package var refusal: @Sendable (Status, RequestID) -> Response = { status, _ in .text("\(status.code) \(status.reason)\n", status: status) }
    /// Whether connections from this address are counted; those of a proxy, which stands for many clients, should not be.
    package var countsAddress: @Sendable (String) -> Bool = { _ in true }
    /// Hears of what no handler sees; called from several threads.
    package var observer: @Sendable (ServerEvent) -> Void = { _ in }

    package init(handler: @escaping @Sendable (Request) -> Response) { self.handler = handler }
}
