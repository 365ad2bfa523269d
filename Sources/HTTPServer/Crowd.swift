import HTTP
import Synchronization

/// How many connections each network address has open. A /64 of IPv6 counts as one: whoever has any of it has it all (RFC 6177 §2).
final class Crowd: Sendable {
    private let limit: Int
    private let counts = Mutex<[String: Int]>([:])

    init(limit: Int) { self.limit = limit }

    /// False when the address has as many as one may have.
    func enter(_ address: String) -> Bool {
        let place = IPAddress.network(of: address)
        return counts.withLock { counts in
            let count = counts[place, default: 0]
            guard count < limit else { return false }
            counts[place] = count + 1
            return true
        }
    }

    /// An address that never entered is let pass.
    func leave(_ address: String) {
        let place = IPAddress.network(of: address)
        counts.withLock { counts in
            guard let count = counts[place] else { return }
            counts[place] = count > 1 ? count - 1 : nil
        }
    }
}
