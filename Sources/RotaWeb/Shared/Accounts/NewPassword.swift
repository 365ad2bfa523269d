import Civil
import RotaDomain
import RotaStore
import SQLite

/// What goes with every new password: whatever the old one had opened by half is shut, and no browser is known by it any more.
enum NewPassword {
    static func store(_ hash: String, of account: Account, _ db: Connection, at now: Instant) throws {
        try AccountRepository(db).setPasswordHash(hash, of: account.id)
        try SignInStepRepository(db).deleteAll(of: account.id)
        try AccountLinkRepository(db).end(.reset, of: account.id, as: .revoked, at: now)
        try KnownBrowserRepository(db).deleteAll(of: account.id)
        try SignInFailures.forget(account, db)
    }
}
