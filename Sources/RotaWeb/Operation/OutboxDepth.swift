import Civil
import RotaStore

/// How much mail waits, and for how long: for who watches the program. Nobody's names or addresses.
struct OutboxDepth: Encodable, Sendable {
    let waiting: Int
    let failed: Int
    /// The age of the oldest that waits, in seconds; 0 where none does.
    let oldestSeconds: Int

    private enum CodingKeys: String, CodingKey {
        case waiting, failed
        case oldestSeconds = "oldest_seconds"
    }

    /// Nil where mail is off, or the database does not tell.
    init?(_ practice: Practice) {
        guard practice.settings.mailTransport != .off else { return nil }
        let now = practice.clock.now()
        let found = try? practice.store.read { db in (try OutboxList(db).counts(), try OutboxList(db).oldest()) }
        guard let (counts, oldest) = found else { return nil }
        waiting = counts.reduce(0) { $0 + ($1.state == .waiting || $1.state == .sending ? $1.count : 0) }
        failed = counts.first { $0.state == .failed }?.count ?? 0
        oldestSeconds = oldest.map { max(0, now - $0) } ?? 0
    }
}
