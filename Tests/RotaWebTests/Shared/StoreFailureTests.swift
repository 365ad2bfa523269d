import CSQLite
import Civil
import Foundation
import HTTP
import SQLite
import XCTest

@testable import RotaWeb

/// When the disk or the database fails: a page with words and a reference, one line in the log with the cause and what to do, nothing half
/// done, and work goes on when the fault is gone (issue 3, "The store").
final class StoreFailureTests: XCTestCase {
    /// After which a page notes again that somebody was there.
    private static let minute = 61

    private func signedIn(patience: Int = 5_000) throws -> TestApp {
        let app = try TestApp(patience: patience)
        try app.signIn(as: .manager)
        return app
    }

    private func assertFails(_ response: TestResponse, as failure: StoreFailure, _ app: TestApp, line: UInt = #line) {
        XCTAssertEqual(response.status, .serviceUnavailable, line: line)
        XCTAssertEqual(response.headers["Retry-After"], String(failure.retryAfter), line: line)
        XCTAssertTrue(response.text.contains("Nothing was changed."), response.text, line: line)
        XCTAssertTrue(response.text.contains("Reference"), response.text, line: line)
        let errors = app.log.filter { $0.contains("level=error") }
        XCTAssertEqual(errors.count, 1, "\(errors)", line: line)
        XCTAssertTrue(errors.first?.contains("fault=\(failure.rawValue) advice=") ?? false, "\(errors)", line: line)
    }

    private func names(_ app: TestApp) throws -> [String] {
        try app.store.read { db in try db.all("SELECT name FROM clinicians ORDER BY id") { $0.text(0) } }
    }

    private func additions(_ app: TestApp) throws -> [String] {
        try app.store.read { db in try db.all("SELECT subject FROM audit_entries WHERE action = 'add clinician' ORDER BY id") { $0.text(0) } }
    }

    private func add(_ name: String, _ app: TestApp) throws -> TestResponse { try app.post("/clinicians", ["name": name, "active": "yes"]) }

    func testDiskFull_refusesWholeChangesAndGoesOnWhenThereIsRoom() throws {
        let app = try signedIn()
        try app.store.write { db in try db.run("PRAGMA max_page_count = 1") }
        var kept: [String] = []
        var refusal: TestResponse?
        for number in 0..<5_000 where refusal == nil {
            let name = "Dr \(number) " + String(repeating: "x", count: 80)
            let response = try add(name, app)
            if response.status == .seeOther { kept.append(name) } else { refusal = response }
        }
        assertFails(try XCTUnwrap(refusal, "the disk was never full"), as: .diskFull, app)
        XCTAssertTrue(refusal?.text.contains("disk is full") ?? false)
        XCTAssertEqual(try names(app), kept)
        XCTAssertEqual(try additions(app), kept, "not a row without its audit entry, nor an entry without its row")
        app.now = app.now + Self.minute
        XCTAssertEqual(try app.get("/clinicians").status, .ok, "what is there can still be read")
        try app.store.write { db in try db.run("PRAGMA max_page_count = 1000000") }
        XCTAssertEqual(try add("Dr Late", app).status, .seeOther)
        XCTAssertEqual(try app.store.database.integrityCheck(), [])
    }

    func testLocked_byAnotherProcess() throws {
        let app = try signedIn(patience: 50)
        let other = try Connection(path: app.store.database.path, mode: .readWrite)
        try other.run("BEGIN IMMEDIATE")
        assertFails(try add("Dr Amara Okafor", app), as: .locked, app)
        app.now = app.now + Self.minute
        XCTAssertEqual(try app.get("/clinicians").status, .ok, "readers don't wait, not even for the note that they were there")
        try other.run("COMMIT")
        XCTAssertEqual(try add("Dr Amara Okafor", app).status, .seeOther)
        XCTAssertEqual(try names(app), ["Dr Amara Okafor"])
    }

    func testReadOnly() throws {
        let app = try signedIn()
        // Stands for a file system that has become read-only.
        var writer: Connection?
        try app.store.write { db in
            writer = db
            try db.run("PRAGMA query_only = ON")
        }
        assertFails(try add("Dr Amara Okafor", app), as: .readOnly, app)
        XCTAssertEqual(try app.get("/clinicians").status, .ok)
        try writer?.run("PRAGMA query_only = OFF")
        XCTAssertEqual(try add("Dr Amara Okafor", app).status, .seeOther)
    }

    func testDamaged_pageFailsThosePagesThatNeedIt() throws {
        let app = try signedIn()
        _ = try app.addClinician("Dr Amara Okafor")
        let path = app.store.database.path
        let root = try app.store.write { db in try db.first("SELECT rootpage FROM sqlite_schema WHERE name = 'clinicians'") { $0.int(0) } ?? 0 }
        try Connection(path: path, mode: .readWrite).run("PRAGMA wal_checkpoint(TRUNCATE)")
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.seek(toOffset: UInt64((root - 1) * 4_096))
        try file.write(contentsOf: Data(repeating: 0xA5, count: 4_096))
        try file.close()
        XCTAssertFalse(try app.get("/readyz").text.contains("damaged"))
        let page = try app.get("/clinicians")
        assertFails(page, as: .damaged, app)
        XCTAssertTrue(page.text.contains("be shown just now"))
        XCTAssertEqual(try app.get("/locations").status, .ok, "the rest goes on")
        let ready = try app.get("/readyz")
        XCTAssertEqual(ready.status, .serviceUnavailable)
        XCTAssertTrue(ready.text.contains("The database is damaged."))
        XCTAssertFalse(try app.store.database.integrityCheck().isEmpty)
    }

    func testMoved_logThatWasDeletedCostsNothingAcknowledged() throws {
        let app = try signedIn()
        XCTAssertEqual(try add("Dr Amara Okafor", app).status, .seeOther)
        let path = app.store.database.path
        try FileManager.default.removeItem(atPath: path + "-wal")
        assertFails(try add("Dr Bethan Price", app), as: .moved, app)
        let copy = path + "-copy"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let alone = try Connection(path: copy, mode: .readOnly)
        XCTAssertEqual(try alone.all("SELECT name FROM clinicians") { $0.text(0) }, ["Dr Amara Okafor"], "the database alone has it all, for the next start")
    }

    func testMoved_fileThatWasReplacedIsNotWrittenTo() throws {
        let app = try signedIn()
        let path = app.store.database.path
        try app.store.database.backup(to: path + "-old")
        XCTAssertEqual(try add("Dr Amara Okafor", app).status, .seeOther)
        XCTAssertEqual(rename(path + "-old", path), 0)
        assertFails(try add("Dr Bethan Price", app), as: .moved, app)
        XCTAssertEqual(try names(app), ["Dr Amara Okafor"], "those who read go on with what they had")
        // Under another name, since the log beside it is not this file's.
        try FileManager.default.copyItem(atPath: path, toPath: path + "-copy")
        XCTAssertEqual(try Connection(path: path + "-copy", mode: .readOnly).all("SELECT name FROM clinicians") { $0.text(0) }, [])
    }

    func testNote_thatCannotBeWrittenDoesNotUnsayWhatWasSaved() throws {
        let app = try signedIn()
        try app.store.write { db in try db.run("DROP TABLE form_submissions") }
        try app.store.write { db in try db.run("CREATE VIEW form_submissions AS SELECT 1 AS login_id, '' AS token, '' AS location, 0 AS at WHERE 0") }
        try app.store.write { db in
            try db.executeScript("CREATE TRIGGER no_flash BEFORE UPDATE OF flash ON logins BEGIN SELECT RAISE(ABORT, 'full'); END;")
        }
        XCTAssertEqual(try add("Dr Amara Okafor", app).status, .seeOther)
        XCTAssertEqual(try names(app), ["Dr Amara Okafor"])
    }

    func testKinds_areThoseOfTheStoreNotOfTheProgram() {
        let kinds: [(Int32, StoreFailure?)] = [
            (SQLITE_FULL, .diskFull), (SQLITE_BUSY, .locked), (SQLITE_LOCKED, .locked), (SQLITE_READONLY, .readOnly), (SQLITE_READONLY | (4 << 8), .moved),
            (SQLITE_CORRUPT, .damaged), (SQLITE_NOTADB, .damaged), (SQLITE_IOERR | (3 << 8), .device), (SQLITE_CANTOPEN, .unreachable),
            (SQLITE_CONSTRAINT, nil), (SQLITE_MISUSE, nil), (SQLITE_ERROR, nil),
        ]
        for (code, kind) in kinds { XCTAssertEqual(StoreFailure(SQLiteError(extendedCode: code, message: "", sql: "")), kind, "\(code)") }
        XCTAssertNil(StoreFailure(PageError.notFound))
        XCTAssertEqual(Set(kinds.compactMap(\.1)), Set(StoreFailure.allCases))
    }
}
