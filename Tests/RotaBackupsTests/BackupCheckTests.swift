import Civil
import Foundation
import SQLite
import Secrets
import TestSupport
import XCTest

@testable import RotaBackups

final class BackupCheckTests: BackupTestCase {
    func testVerify_tellsWhatIsInside() throws {
        try store.write { db in try db.executeScript(Self.practice) }
        try note("add clinician")
        let found = try BackupCheck(migrator()).verify(backUp().path)
        XCTAssertTrue(found.hasChecksum)
        XCTAssertEqual(found.contents.practice, "Elm Surgery")
        XCTAssertEqual([found.contents.clinicians, found.contents.terms, found.contents.shifts, found.contents.accounts], [2, 0, 0, 0])
        XCTAssertEqual(found.contents.lines.last, "Latest change: 2026-11-21T12:00:00Z add clinician (audit entry 1)")
    }

    func testVerify_findsAChangedByte() throws {
        let made = try backUp()
        try damage(made.path, at: made.bytes - 1)
        assertFails("is not what was written: its SHA-256 differs") { try BackupCheck(migrator()).verify(made.path) }
        try FileManager.default.removeItem(atPath: made.path + ".sha256")
        try damage(made.path, at: made.bytes - 1)
        XCTAssertFalse(try BackupCheck(migrator()).verify(made.path).hasChecksum)
        try damage(made.path, at: 4_096 * 3 + 5)
        assertFails("is damaged") { try BackupCheck(migrator()).verify(made.path) }
    }

    func testVerify_findsRowsThatPointNowhere() throws {
        let made = try backUp(), db = try Connection(path: made.path, mode: .readWrite)
        try db.executeScript("PRAGMA foreign_keys = OFF; INSERT INTO clinician_group_members (clinician_id, group_id) VALUES (77, 78);")
        db.close()
        try FileManager.default.removeItem(atPath: made.path + ".sha256")
        assertFails("points at a row of clinician") { try BackupCheck(migrator()).verify(made.path) }
    }

    func testVerify_refusesWhatIsNoBackup() throws {
        let check = BackupCheck(try migrator()), path = try data + "/file"
        assertFails("cannot be read") { try check.verify(path) }
        try Data("this is no database".utf8).write(to: URL(fileURLWithPath: path))
        assertFails("is no database") { try check.verify(path) }
        try note("a line")
        assertFails("is in use, or was cut off") { try check.verify(try data + "/rota.db") }
        try store.database.close()
        assertFails("is a database in use, or a copy of one") { try check.verify(try data + "/rota.db") }
        let made = try Connection(path: path + "2", mode: .readWriteCreate)
        try made.executeScript("CREATE TABLE other (id)")
        made.close()
        assertFails("of another program") { try check.verify(path + "2") }
    }

    func testVerify_refusesASchemaThatNoMigrationMade() throws {
        let made = try backUp(), check = BackupCheck(try migrator()), path = try data + "/changed.db", target = try data + "/target"
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        for (change, words) in [
            ("ALTER TABLE accounts RENAME COLUMN username TO login_name", "\(path) has not the tables that this program makes: table accounts is not as this program makes it. Use"),
            ("DROP TABLE logins", "logins"),
            ("CREATE TRIGGER quiet AFTER INSERT ON audit_entries BEGIN DELETE FROM audit_entries; END", "trigger quiet is none of this program's. Use another backup"),
            ("CREATE VIEW everyone AS SELECT name FROM accounts", "view everyone is none of this program's"),
            ("DROP INDEX shifts_clinician", "index shifts_clinician is missing"),
        ] {
            try FileManager.default.copyItem(atPath: made.path, toPath: path)
            let db = try Connection(path: path, mode: .readWrite)
            try db.executeScript(change)
            db.close()
            assertFails(words) { try check.verify(path) }
            assertFails(words) { try Restoration(data: target, migrator: migrator()).restore(path, for: .restore, at: now) }
            try FileManager.default.removeItem(atPath: path)
        }
    }

    /// What is in use is copied as it is: a backup that has to be mended is better than none.
    func testMake_ofADatabaseWithAForeignIndex() throws {
        try store.write { db in try db.executeScript("CREATE INDEX by_hand ON clinicians (name); ANALYZE; CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)") }
        let made = try backUp()
        assertFails("has not the tables that this program makes: index by_hand is none of this program's. Use") { try BackupCheck(migrator()).verify(made.path) }
        try store.write { db in try db.executeScript("DROP INDEX by_hand") }
        XCTAssertNoThrow(try BackupCheck(migrator()).verify(backUp(at: now + 1).path), "SQLite's statistics and Litestream's tables are not foreign")
    }

    func testVerify_ofAnOlderSchema() throws {
        let path = try data + "/older.db", all = try Migration.read(folder: PackageFolder.url.appending(path: "Migrations").path)
        try Migrator(Array(all.dropLast()), hash: { SHA256.hex($0) }).migrate(path: path, at: now.iso)
        let db = try Connection(path: path, mode: .readWrite)
        _ = try db.first("PRAGMA journal_mode = DELETE") { $0.text(0) }
        db.close()
        XCTAssertEqual(try BackupCheck(migrator()).verify(path).contents.migration, all.count - 1)
    }

    func testVerify_refusesBytesBehindTheLastPage() throws {
        let made = try backUp(), file = try XCTUnwrap(FileHandle(forWritingAtPath: made.path))
        try FileManager.default.removeItem(atPath: made.path + ".sha256")
        try file.seekToEnd()
        try file.write(contentsOf: Data("stowed away".utf8))
        try file.close()
        assertFails("has 11 bytes after its last page") { try BackupCheck(migrator()).verify(made.path) }
    }

    /// Opening a pipe that nobody writes to would wait for ever.
    func testVerify_refusesAPipe() throws {
        let pipe = try data + "/pipe"
        XCTAssertEqual(mkfifo(pipe, 0o600), 0)
        // With a writer and something to read, so that the test ends where the refusal is missing.
        let writer = open(pipe, O_RDWR)
        defer { close(writer) }
        XCTAssertEqual(write(writer, Array(repeating: UInt8(0), count: 1_024), 1_024), 1_024)
        assertFails("is no plain file") { try BackupCheck(migrator()).verify(pipe) }
        assertFails("is no plain file") { try BackupCheck(migrator()).verify(data) }
        assertFails("is no plain file") { try Restoration(data: try data + "/target", migrator: migrator()).restore(pipe, for: .restore, at: now) }
    }

    func testVerify_refusesASchemaOfTheFuture() throws {
        let made = try backUp(), older = BackupCheck(try Migrator([], hash: { _ in "" }))
        assertFails("newer") { try older.verify(made.path) }
        let newer = BackupCheck(try migrator(Migration(number: made.contents.migration + 1, name: "later", sql: "CREATE TABLE later (id)")))
        XCTAssertNoThrow(try newer.verify(made.path), "an older one is welcome: restoring brings it up to date")
    }

    func testVerify_refusesASideFileWithoutChecksum() throws {
        let made = try backUp()
        try Data("rota".utf8).write(to: URL(fileURLWithPath: made.path + ".sha256"))
        assertFails("holds no SHA-256") { try BackupCheck(migrator()).verify(made.path) }
    }

    private static let practice = """
        INSERT INTO practice (id, name, nation, full_time_parts, duty_span, counts_towards_minimum) VALUES (1, 'Elm Surgery', 'scotland', 9, 'day', '');
        INSERT INTO clinicians (code, name) VALUES ('a', 'Dr A'), ('b', 'Dr B');
        """
}
