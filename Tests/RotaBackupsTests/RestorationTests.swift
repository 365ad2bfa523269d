import Civil
import Foundation
import RotaStore
import SQLite
import XCTest

@testable import RotaBackups

final class RestorationTests: BackupTestCase {
    private var target: String { get throws { try data + "/target" } }

    /// A data folder whose database was never closed: its last writes stand in the WAL only.
    private func makeUnclosedTarget() throws {
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        try migrator().migrate(path: target + "/rota.db", at: now.iso)
        let database = try Database(path: target + "/rota.db"), holder = try Connection(path: target + "/rota.db", mode: .readOnly)
        _ = try holder.first("SELECT 1 FROM practice") { $0.int(0) }
        try database.write { db in try AuditLog(db).record("only in the WAL", AuditSubject("test", "x"), by: .commandLine, at: now) }
        let folder = try target, paths = ["rota.db", "rota.db-wal", "rota.db-shm"].map { "\(folder)/\($0)" }
        let copies = try paths.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
        holder.close()
        try database.close()
        for (path, bytes) in zip(paths, copies) { try bytes.write(to: URL(fileURLWithPath: path)) }
    }

    private func restoration(_ more: Migration...) throws -> Restoration {
        Restoration(data: try target, migrator: more.isEmpty ? try migrator() : try migrator(more[0]))
    }

    private func actions(_ path: String) throws -> [String] {
        let db = try Connection(path: path, mode: .readWrite)
        defer { db.close() }
        return try db.all("SELECT action FROM audit_entries ORDER BY id") { $0.text(0) }
    }

    /// What was copied alone from a running program looks whole, and lacks all that stands in the WAL.
    func testRestore_refusesABareCopyOfALiveDatabase() throws {
        try note("only in the WAL")
        let bare = try data + "/bare.db", link = try data + "/link.db"
        try FileManager.default.copyItem(atPath: data + "/rota.db", toPath: bare)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: data + "/rota.db")
        assertFails("is a database in use, or a copy of one") { try restoration().restore(bare, for: .restore, at: now) }
        assertFails("\(link) is in use, or was cut off: ") { try restoration().restore(link, for: .restore, at: now) }
        assertFails("\(link) is in use, or was cut off: ") { try BackupCheck(migrator()).verify(link) }
        XCTAssertFalse(FileManager.default.fileExists(atPath: try target + "/rota.db"))
    }

    /// Litestream gives a database of WAL mode as one file.
    func testPromotion_takesAWholeFileOfWALMode() throws {
        try note("replicated")
        try store.database.close()
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        let outcome = try restoration().restore(data + "/rota.db", for: .promotion, at: now)
        XCTAssertEqual(outcome.contents.latest?.action, "replicated")
    }

    func testRestore_refusesNothingInThePlaceOfAPractice() throws {
        let empty = try backUp()
        try store.write { db in try db.executeScript(Self.practice) }
        let full = try backUp(at: now + 1)
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        XCTAssertNoThrow(try restoration().restore(empty.path, for: .restore, at: now), "nothing in the place of nothing")
        _ = try restoration().restore(full.path, for: .restore, at: now + 1)
        assertFails("holds no practice, and the database in \(try target) does: Elm Surgery. Use another backup") { try restoration().restore(empty.path, for: .restore, at: now + 2) }
    }

    private static let practice = """
        INSERT INTO practice (id, name, nation, full_time_parts, duty_span, counts_towards_minimum) VALUES (1, 'Elm Surgery', 'scotland', 9, 'day', '');
        """

    /// A file may change, or be read wrongly, between two readings.
    func testChecksum_isComparedWithTheCopy() throws {
        let made = try backUp(), copy = try data + "/copy", check = BackupCheck(try migrator())
        try FileManager.default.copyItem(atPath: made.path, toPath: copy)
        XCTAssertTrue(try check.compare(copy, with: made.sha256, of: made.path))
        try damage(copy, at: made.bytes - 1)
        assertFails("\(made.path) is not what was written") { try check.compare(copy, with: made.sha256, of: made.path) }
    }

    func testRestore_ofALink_comparesTheChecksumWhereItLeads() throws {
        let made = try backUp(), link = try data + "/latest.db"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: made.path)
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        XCTAssertTrue(try restoration().restore(link, for: .restore, at: now).hasChecksum)
        try damage(made.path, at: made.bytes - 1)
        assertFails("\(link) is not what was written") { try restoration().restore(link, for: .restore, at: now + 1) }
    }

    /// An operator finds them after a power cut; the restore itself would remove them before they are read.
    func testRestore_refusesWhatABrokenOffOneLeft() throws {
        let made = try backUp()
        try makeUnclosedTarget()
        for name in ["rota.db.restoring", "rota.db.new"] {
            let left = try target + "/" + name
            try FileManager.default.copyItem(atPath: made.path, toPath: left)
            let before = try state()
            assertFails("is what a restore left that was broken off") { try restoration().restore(left, for: .restore, at: now) }
            try FileManager.default.createSymbolicLink(atPath: data + "/link", withDestinationPath: left)
            assertFails("is what a restore left that was broken off") { try restoration().restore(data + "/link", for: .restore, at: now) }
            XCTAssertEqual(try state(), before)
            for path in [left, try data + "/link"] { try FileManager.default.removeItem(atPath: path) }
        }
    }

    func testRestore_putsTheOldDatabaseAsideWithItsWAL() throws {
        try note("in the backup")
        let made = try backUp()
        try makeUnclosedTarget()
        let outcome = try restoration().restore(made.path, for: .restore, at: now)
        XCTAssertEqual(outcome.contents, made.contents)
        XCTAssertTrue(outcome.hasChecksum)
        XCTAssertEqual(outcome.setAside, try target + "/replaced-20261121T120000Z")
        XCTAssertEqual(try names(target), ["replaced-20261121T120000Z", "rota.db"], "no WAL of another database")
        XCTAssertEqual(try actions(target + "/rota.db"), ["in the backup", "restore backup"])
        XCTAssertEqual(try actions(target + "/replaced-20261121T120000Z/rota.db"), ["only in the WAL"], "nothing of the old one is lost")
        XCTAssertEqual(try FileManager.default.attributesOfItem(atPath: target + "/rota.db")[.posixPermissions] as? Int, 0o600)
    }

    func testRestore_intoAnEmptyFolder() throws {
        let made = try backUp()
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        XCTAssertNil(try restoration().restore(made.path, for: .restore, at: now).setAside)
        XCTAssertEqual(try names(target), ["rota.db"])
    }

    func testRestore_endsLogins_promotionDoesNot() throws {
        try store.write { db in
            try db.executeScript("""
                INSERT INTO accounts (username, name, email, role, password_hash, created_at) VALUES ('m', 'M', 'm@elm.example', 'manager', 'x', '2026-01-01T00:00:00Z');
                INSERT INTO logins (account_id, token_hash, created_at, last_seen_at, address, agent) VALUES (1, zeroblob(32), '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '', '');
                CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER);
                CREATE TABLE _litestream_lock (id INTEGER);
                """)
        }
        let made = try backUp()
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        for (reason, logins, at) in [(Restoration.Reason.promotion, 1, now), (.restore, 0, now + 1)] {
            _ = try restoration().restore(made.path, for: reason, at: at)
            let db = try Connection(path: target + "/rota.db", mode: .readWrite)
            XCTAssertEqual(try db.first("SELECT count(*) FROM logins") { $0.int(0) }, logins)
            XCTAssertEqual(try db.first("SELECT count(*) FROM sqlite_schema WHERE name LIKE '\\_litestream%' ESCAPE '\\'") { $0.int(0) }, 0)
            db.close()
        }
    }

    func testRestore_migratesAnOlderBackup() throws {
        let made = try backUp()
        let later = Migration(number: made.contents.migration + 1, name: "later", sql: "CREATE TABLE later (id INTEGER) STRICT")
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        XCTAssertEqual(try restoration(later).restore(made.path, for: .restore, at: now).migrations, [later])
        XCTAssertEqual(try names(target), ["rota.db"])
    }

    func testRestore_thatFailsLeavesAllAsItWas() throws {
        let made = try backUp()
        try makeUnclosedTarget()
        let before = try state()
        let later = Migration(number: made.contents.migration + 1, name: "later", sql: "CREATE TABLE practice (id INTEGER) STRICT")
        assertFails("migration") { try restoration(later).restore(made.path, for: .restore, at: now) }
        assertFails("is the database in use") { try restoration().restore(target + "/rota.db", for: .restore, at: now) }
        assertFails("cannot be read") { try restoration().restore(made.path + "x", for: .restore, at: now) }
        // The folder for the old one is taken: the last step fails.
        try FileManager.default.createDirectory(atPath: target + "/replaced-20261121T120000Z", withIntermediateDirectories: true)
        assertFails("cannot be made") { try restoration().restore(made.path, for: .restore, at: now) }
        try FileManager.default.removeItem(atPath: target + "/replaced-20261121T120000Z")
        try damage(made.path, at: 4_096 * 3 + 5)
        assertFails("its SHA-256 differs") { try restoration().restore(made.path, for: .restore, at: now) }
        try FileManager.default.removeItem(atPath: made.path + ".sha256")
        assertFails("is damaged") { try restoration().restore(made.path, for: .restore, at: now) }
        XCTAssertEqual(try state(), before)
    }

    /// What was set aside with its last writes in the WAL comes back as any backup does.
    func testRestore_isUndoneByAnother() throws {
        try note("in the backup")
        let made = try backUp()
        try makeUnclosedTarget()
        let aside = try XCTUnwrap(restoration().restore(made.path, for: .restore, at: now).setAside)
        XCTAssertEqual(try names(aside), ["rota.db"])
        _ = try restoration().restore(aside + "/rota.db", for: .restore, at: now + 1)
        XCTAssertEqual(try actions(target + "/rota.db"), ["only in the WAL", "restore backup"])
    }

    /// A damaged one stays as it is, and the way back is told.
    func testRestore_leavesADamagedOldOneAlone() throws {
        let made = try backUp()
        try makeUnclosedTarget()
        try damage(target + "/rota.db", at: 4_096 * 3 + 5)
        let before = try state()
        let aside = try XCTUnwrap(restoration().restore(made.path, for: .restore, at: now).setAside)
        for (name, bytes) in before { XCTAssertEqual(try Data(contentsOf: URL(fileURLWithPath: "\(aside)/\(name)")), bytes, name) }
        assertFails("To put it back, stop the program and move it, with rota.db-wal") { try restoration().restore(aside + "/rota.db", for: .restore, at: now + 1) }
    }

    /// Between the first look and the exchange lie minutes: another program may have begun to write.
    func testRestore_asksAgainRightBeforeTheExchange() throws {
        let made = try backUp()
        try makeUnclosedTarget()
        let before = try state()
        var isAsked = false
        let restoration = Restoration(data: try target, migrator: try migrator(), user: { _ in isAsked ? 77 : nil })
        assertFails("rota.db is open in process 77, such as Litestream or another command. Stop it first.") {
            try restoration.restore(made.path, for: .restore, at: now) { isAsked = true }
        }
        assertFails("the primary is back") { try self.restoration().restore(made.path, for: .restore, at: now) { throw BackupError("the primary is back") } }
        XCTAssertEqual(try state(), before)
    }

    /// Every file with its bytes; the -shm is an index that SQLite makes anew.
    private func state() throws -> [String: Data] {
        var state: [String: Data] = [:]
        for name in try names(target) where name != "rota.db-shm" { state[name] = try Data(contentsOf: URL(fileURLWithPath: target + "/" + name)) }
        return state
    }

    func testRestore_refusesTheDatabaseItself() throws {
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        try migrator().migrate(path: target + "/rota.db", at: now.iso)
        assertFails("is the database in use, and no backup") { try restoration().restore(target + "/rota.db", for: .restore, at: now) }
    }

    /// The power failed while the old database was on its way: it goes back first.
    func testRestore_afterOneThatWasBrokenOff() throws {
        let made = try backUp()
        try makeUnclosedTarget()
        let folder = "replaced-20261120T120000Z", aside = try target + "/" + folder
        try FileManager.default.createDirectory(atPath: aside, withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: target + "/rota.db", toPath: aside + "/rota.db")
        try Data("half".utf8).write(to: URL(fileURLWithPath: Restoration.marker(in: target)))
        try Data("\(folder)\n".utf8).write(to: URL(fileURLWithPath: target + "/rota.db.aside"))
        let outcome = try restoration().restore(made.path, for: .restore, at: now)
        XCTAssertEqual(try names(target), ["replaced-20261121T120000Z", "rota.db"])
        XCTAssertEqual(try actions(try XCTUnwrap(outcome.setAside) + "/rota.db"), ["only in the WAL"])
    }
}
