import Civil
import SQLite

/// Where a form that was already sent led to, so that sending it twice shows the first result.
package struct FormSubmissionRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func location(of token: String, login: Int) throws -> String? {
        try db.first(
            "SELECT location FROM form_submissions WHERE token = :token AND login_id = :login", ["token": token, "login": login]) { $0.text(0) }
    }

    /// Nothing is kept where the form's own effect was to end the login.
    package func record(_ token: String, login: Int, location: String, at: Instant) throws {
        _ = try db.run(
            """
            INSERT INTO form_submissions (token, login_id, location, at)
            SELECT :token, id, :location, :at
            FROM logins
            WHERE id = :login
            ON CONFLICT (token) DO NOTHING
            """, ["token": token, "login": login, "location": location, "at": at.iso])
    }

    package func deleteOlder(than instant: Instant) throws {
        _ = try db.run("DELETE FROM form_submissions WHERE at < :at", ["at": instant.iso])
    }
}
