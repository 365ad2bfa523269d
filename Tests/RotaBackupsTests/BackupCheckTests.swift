import Foundation
import SQLite
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
