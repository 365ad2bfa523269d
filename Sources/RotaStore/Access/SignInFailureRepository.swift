import Civil
import SQLite

/// Failed sign-ins by subject ("address:192.0.2.7"), to slow guessing down without locking anybody out.
package struct SignInFailureRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// How many failures in a row, and when the last was.
    package func failures(of subject: String) throws -> (count: Int, lastAt: Instant)? {
        try db.first("SELECT failures, last_at FROM sign_in_failures WHERE subject = :subject", ["subject": subject]) { row in
            (row.int(0), try row.instant(1))
        }
    }

    /// Counts one more; what was before `limit` is forgotten first.
    package func record(_ subject: String, at: Instant, forgettingBefore limit: Instant) throws {
        _ = try db.run(
            """
            INSERT INTO sign_in_failures (subject, failures, last_at)
            VALUES (:subject, 1, :at)
            ON CONFLICT (subject) DO UPDATE SET
                failures = CASE WHEN last_at <= :limit THEN 1 ELSE failures + 1 END,
                last_at = excluded.last_at
            """, ["subject": subject, "at": at.iso, "limit": limit.iso])
    }

    /// Counts one fewer.
    package func takeBack(_ subject: String) throws {
        _ = try db.run("UPDATE sign_in_failures SET failures = failures - 1 WHERE subject = :subject AND failures > 1", ["subject": subject])
            + db.run("DELETE FROM sign_in_failures WHERE subject = :subject AND failures = 1", ["subject": subject])
    }

    package func clear(_ subject: String) throws {
        _ = try db.run("DELETE FROM sign_in_failures WHERE subject = :subject", ["subject": subject])
    }

    /// Forgets the subject and each "… from ADDRESS" of it.
    package func clearFromAnywhere(_ subject: String) throws {
        _ = try db.run(
            "DELETE FROM sign_in_failures WHERE subject = :subject OR substr(subject, 1, length(:subject) + 6) = :subject || ' from '", ["subject": subject])
    }

    package func deleteOlder(than instant: Instant) throws {
        _ = try db.run("DELETE FROM sign_in_failures WHERE last_at < :at", ["at": instant.iso])
    }
}
