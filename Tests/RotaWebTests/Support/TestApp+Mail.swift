import Civil
import RotaDomain
import RotaStore
import SQLite

@testable import RotaWeb

extension TestApp {
    /// A mail in the outbox.
    struct QueuedMail: Sendable, Equatable {
        let key, kind, to, subject, text: String
        let unsubscribe: String?
        let state: String
        let expiresAt: Instant?

        /// The path of its first link that holds a token.
        var link: String? { text.firstMatch(of: #/http://rota\.test(/[a-z-]+/[A-Za-z0-9_-]{43})/#).map { String($0.1) } }
    }

    /// With mail on.
    static func mailed(_ change: (inout Settings) -> Void = { _ in }) throws -> TestApp {
        try TestApp { settings in
            settings.mailTransport = .file
            settings.baseURL = "http://rota.test"
            change(&settings)
        }
    }

    /// The outbox, the oldest first, after all that requests left behind is done.
    func mails() throws -> [QueuedMail] {
        practice.errands.finish()
        return try store.read { db in
            try db.all("SELECT key, kind, to_address, subject, text, unsubscribe, state, expires_at FROM outbox ORDER BY id") { row in
                QueuedMail(
                    key: row.text(0), kind: row.text(1), to: row.text(2), subject: row.text(3), text: row.text(4), unsubscribe: row.optionalText(5),
                    state: row.text(6), expiresAt: row.optionalText(7).flatMap(Instant.init(iso:)))
            }
        }
    }
}
