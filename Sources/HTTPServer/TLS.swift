import Synchronization

/// A server's certificates, which may be replaced while it runs.
package final class TLS: Sendable {
    private let settings: TLSSettings
    private let context: Mutex<TLSContext>

    /// Reads and checks all files.
    package init(_ settings: TLSSettings) throws(TLSError) {
        self.settings = settings
        context = Mutex(try TLSContext(settings, now: ServerClock.seconds))
    }

    /// Reads the files again, for connections yet to come; those under way keep what they have. When anything is wrong, nothing changes.
    package func reload() throws(TLSError) {
        let next = try TLSContext(settings, now: ServerClock.seconds)
        context.withLock { $0 = next }
    }

    /// When the first of the certificates ends: seconds since 1970.
    package var expires: Int { current.expires }

    /// Whether one of the certificates is for this host.
    package func covers(_ host: String) -> Bool { current.covers(host) }

    var current: TLSContext { context.withLock { $0 } }
}
