import Civil
import Synchronization

/// Secrets that were made for somebody and are shown to them once, on the page that their form leads to: in memory, because the database must never hold them,
/// and not in an address, because those stay behind in histories.
final class ShownOnce: Sendable {
    private struct Secret {
        let text: String
        let at: Instant
    }

    /// Minutes after which nobody comes for it any more.
    private static let patience = 10 * 60
    private let secrets = Mutex<[String: Secret]>([:])

    /// - Parameter page: whose secret it is: the one that shows it.
    func keep(_ text: String, for login: Int, page: String, at now: Instant) {
        secrets.withLock { secrets in
            secrets = secrets.filter { now - $0.value.at < Self.patience }
            secrets["\(login) \(page)"] = Secret(text: text, at: now)
        }
    }

    /// The secret, which is forgotten by this.
    func take(for login: Int, page: String, at now: Instant) -> String? {
        secrets.withLock { secrets in
            guard let secret = secrets.removeValue(forKey: "\(login) \(page)"), now - secret.at < Self.patience else { return nil }
            return secret.text
        }
    }
}
