import HTTP

/// Something the handler never sees, for the log.
package enum ServerEvent: Sendable, Equatable {
    /// A request that was answered by the server itself: malformed, too large, too slow, or too many.
    case refused(Status, id: RequestID, reason: String, remoteAddress: String)
    /// A connection closed for waiting too long: in taking its answer, or, which is every browser's way, between requests and in linger.
    case timedOut(remoteAddress: String, inAnswer: Bool)
    /// A new connection closed unheard: its address has as many as one may have.
    case crowded(remoteAddress: String)
    /// A connection cut off while it took its answer, because what all connections keep in memory is too much.
    case overBudget(remoteAddress: String)
    /// A connection closed because TLS failed, mostly in the handshake; the reason is in libssl's words.
    case insecure(reason: String, remoteAddress: String)
    /// No descriptors or memory for another connection; the code is `errno`.
    case exhausted(code: Int32)
}
