import Foundation
import RotaBackups
import SQLite

/// The database: whole, of this program's schema, with a WAL that is folded in from time to time.
struct DatabaseCheckup {
    private let installation: Installation
    private var path: String { installation.databasePath }

    init(_ installation: Installation) { self.installation = installation }

    func findings() -> [Finding] {
        guard access(path, F_OK) == 0 else { return [.warning("database", "there is none yet", "rota serve makes it.")] }
        do {
            let db = try Connection(path: path, mode: .readWrite)
            defer { db.close() }
            return try health(db) + schema(db) + wal() + [.ok("database", try BackupContents(db).lines[1].dropFirst(15).description)]
        } catch let error as MigrationError {
            return [.problem("database", "\(error)", "Nothing else about it was looked at.")]
        } catch {
            return [.problem("database", "\(error)", "If it can't be mended, restore the newest backup: rota restore FILE")]
        }
    }

    private func health(_ db: Connection) throws -> [Finding] {
        let damage = try db.quickCheck()
        guard let first = damage.first else { return [.ok("database", "quick_check and foreign keys: sound")] }
        return [.problem("database", "\(damage.count) faults, the first: \(first)", "Stop the program and restore the newest sound backup: rota backup verify, then rota restore FILE")]
    }

    private func schema(_ db: Connection) throws -> [Finding] {
        let migrator = try installation.migrator(), pending = try migrator.pending(db, path: path)
        let differences = try Schema.differences(db, migrator)
        guard differences.isEmpty else {
            return [.problem("database", "is not as this program makes it: \(differences.joined(separator: "; "))", "Undo that with sqlite3 while the program is stopped: as it is, its backups can't be restored.")]
        }
        guard !pending.isEmpty else { return [.ok("database", "the schema is this program's")] }
        return [.warning("database", "\(pending.count) migrations are to come: \(pending.map(\.label).joined(separator: ", "))", "They run at the next start, or now: rota migrate")]
    }

    /// SQLite folds it in at 4 MB; what is far larger is held open by somebody.
    private func wal() -> [Finding] {
        var facts = stat()
        guard stat(path + "-wal", &facts) == 0, facts.st_size > 256 << 20 else { return [] }
        return [.warning("database", "the WAL has grown to \(facts.st_size >> 20) MB", "Something reads without end, or Litestream is far behind: look for it, then restart the program.")]
    }
}
