import Civil
import Foundation
import RotaStore
import SQLite

/// Puts another database in the place of a practice's. All that can fail is done on a copy beside it; until the last rename the old one is in its place, or is
/// put back. Whoever calls holds the data folder's lock.
package struct Restoration {
    /// Why the database is replaced.
    package enum Reason: Sendable {
        /// From a backup: everyone signs in again, since a login or password that was ended after it was taken would hold again.
        case restore
        /// From the replica of a primary that is gone: people go on where they were.
        case promotion
    }

    /// What was done.
    package struct Outcome: Sendable {
        package let contents: BackupContents
        package let hasChecksum: Bool
        package let migrations: [Migration]
        /// Where the old database lies; nil if there was none.
        package let setAside: String?
        /// What is not quite as it should be, although the new database is in its place.
        package let warning: String?
    }

    private let data: String
    private let migrator: Migrator
    private let check: BackupCheck
    private let user: (String) -> Int32?

    /// - Parameter data: the practice's data folder.
    package init(data: String, migrator: Migrator) { self.init(data: data, migrator: migrator, user: DatabaseUse.process) }

    /// - Parameter user: tells which process has a database open.
    init(data: String, migrator: Migrator, user: @escaping (String) -> Int32?) {
        self.data = data
        self.migrator = migrator
        check = BackupCheck(migrator)
        self.user = user
    }

    /// Stands between the moment at which the old database leaves its place and the one at which the new one takes it.
    package static func marker(in data: String) -> String { Exchange.marker(in: data) }

    private var copy: String { "\(data)/rota.db.restoring" }

    /// - Parameter beforeExchange: what has to be asked once more when all else is done; what it throws leaves the old database in its place.
    package func restore(_ file: String, for reason: Reason, at now: Instant, beforeExchange: () throws -> Void = {}) throws -> Outcome {
        try refuseOwn(file)
        try refuseUse()
        let exchange = Exchange(data: data, new: copy)
        try exchange.undoHalfDone()
        try check.refuseLive(file)
        // What Litestream restores looks like the copy of a database in use; and where the primary is gone, the practice must go on with what it had.
        let isBackup = reason == .restore
        if isBackup { try check.refuseCopyOfLive(file) }
        let checksum = try Checksum.read(beside: file)
        removeCopy()
        do {
            try DurableFile.copy(file, to: copy)
            // The copy, not the file: what takes the database's place is what was compared.
            let hasChecksum = try check.compare(copy, with: checksum, of: file)
            let contents = try check.inspect(copy, mode: .readWrite, isStrict: isBackup, of: file)
            try refuseLoss(contents, file)
            let migrations = try migrator.migrate(path: copy, at: now.iso)
            removeCopiesOfMigrator()
            try settle(reason, URL(fileURLWithPath: file).lastPathComponent, at: now)
            try beforeExchange()
            // It took a while to get here, and who has opened the old database meanwhile would write into what is put aside.
            try refuseUse()
            let done = try exchange.make(aside: "replaced-\(BackupName.stamp(now))")
            return Outcome(contents: contents, hasChecksum: hasChecksum, migrations: migrations, setAside: done.aside, warning: done.warning)
        } catch {
            removeCopy()
            throw (error as? SQLiteError).map { BackupError(copy, $0) } ?? error
        }
    }

    /// Before anything is touched: the database itself, and what a broken-off restore left, which goes first of all.
    private func refuseOwn(_ file: String) throws(BackupError) {
        var (given, live) = (stat(), stat())
        if stat(file, &given) == 0, stat("\(data)/rota.db", &live) == 0, given.st_ino == live.st_ino, given.st_dev == live.st_dev {
            throw BackupError("\(file) is the database in use, and no backup. Name another file.")
        }
        let real = Disk.resolve(file), own = Disk.resolve(data) + "/rota.db."
        guard real.hasPrefix(own + "restoring") || real == own + "new" else { return }
        throw BackupError("\(file) is what a restore left that was broken off, and the next one removes it. Name the backup itself.")
    }

    private func refuseUse() throws(BackupError) {
        guard let process = user("\(data)/rota.db") else { return }
        throw BackupError("\(data)/rota.db is open in process \(process), such as Litestream or another command. Stop it first.")
    }

    /// A database without a practice in the place of one with a practice is a mistake.
    private func refuseLoss(_ contents: BackupContents, _ file: String) throws(BackupError) {
        guard contents.practice == nil, let practice = practiceInPlace() else { return }
        throw BackupError("\(file) holds no practice, and the database in \(data) does: \(practice). Use another backup, or move that database away first.")
    }

    /// Nil where there is none that can be read.
    private func practiceInPlace() -> String? {
        guard let db = try? Connection(path: "\(data)/rota.db", mode: .readOnly) else { return nil }
        defer { db.close() }
        return (try? BackupContents(db))?.practice
    }

    /// Makes the copy this practice's database, in one transaction, and one file.
    private func settle(_ reason: Reason, _ name: String, at now: Instant) throws {
        let database = try Database(path: copy)
        do {
            try database.write { db in
                // Litestream's own; one that is started here makes them anew.
                try db.run("DROP TABLE IF EXISTS _litestream_seq")
                try db.run("DROP TABLE IF EXISTS _litestream_lock")
                if reason == .restore { try db.run("DELETE FROM logins") }
                let action = reason == .restore ? "restore backup" : "promote standby"
                try AuditLog(db).record(action, AuditSubject("backup", name), by: .commandLine, at: now)
            }
        } catch {
            try? database.close()
            throw error
        }
        try database.close()
        guard DurableFile.size(copy + "-wal") == 0 else { throw BackupError("\(copy) is held open by another program. Stop it and try again.") }
        try DurableFile.sync(copy)
    }

    private func removeCopy() {
        for end in ["", "-wal", "-shm", "-journal"] { unlink(copy + end) }
        removeCopiesOfMigrator()
    }

    /// The file that is restored is itself what stood before the migrations.
    private func removeCopiesOfMigrator() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: data)) ?? [] where name.hasPrefix("rota.db.restoring.before-") { unlink("\(data)/\(name)") }
    }
}
