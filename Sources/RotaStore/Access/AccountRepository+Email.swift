import Civil
import SQLite

/// What an account's owner has shown about the address.
extension AccountRepository {
    /// The address that its owner has just proved. Throws a unique constraint's `SQLiteError` when another account has it.
    package func setProvedEmail(_ email: String, of id: Int, at: Instant) throws {
        _ = try db.run(
            "UPDATE accounts SET email = :email, email_verified_at = :at, revision = revision + 1 WHERE id = :id", ["id": id, "email": email, "at": at.iso])
    }
}
