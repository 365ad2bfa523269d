import Civil
import SQLite

/// Whether an account's owner reads the mail that is sent to it.
extension AccountRepository {
    package func emailVerifiedAt(of id: Int) throws -> Instant? {
        try db.first("SELECT email_verified_at FROM accounts WHERE id = :id", ["id": id]) { try $0.optionalInstant(0) } ?? nil
    }

    /// The address that its owner has just proved. Throws a unique constraint's `SQLiteError` when another account has it.
    package func setProvedEmail(_ email: String, of id: Int, at: Instant) throws {
        _ = try db.run(
            "UPDATE accounts SET email = :email, email_verified_at = :at, revision = revision + 1 WHERE id = :id", ["id": id, "email": email, "at": at.iso])
    }
}
