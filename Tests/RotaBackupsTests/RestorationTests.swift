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
        let aside = try target + "/replaced-20261120T120000Z"
        try FileManager.default.createDirectory(atPath: aside, withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: target + "/rota.db", toPath: aside + "/rota.db")
        try Data("half".utf8).write(to: URL(fileURLWithPath: Restoration.marker(in: target)))
        let outcome = try restoration().restore(made.path, for: .restore, at: now)
        XCTAssertEqual(try names(target), ["replaced-20261121T120000Z", "rota.db"])
        XCTAssertEqual(try actions(try XCTUnwrap(outcome.setAside) + "/rota.db"), ["only in the WAL"])
    }
}
