import CSQLite
import Dispatch
import Foundation
import Synchronization
import XCTest

@testable import SQLite

final class DatabaseTests: XCTestCase {
    private var scratch: Scratch!
    private var database: Database!

    override func setUpWithError() throws {
        scratch = try Scratch()
        database = try Database(path: scratch.path())
        try database.write { db in
            try db.run("CREATE TABLE account (id INTEGER PRIMARY KEY, pounds INTEGER NOT NULL CHECK (pounds < 1000)) STRICT")
            try db.run("INSERT INTO account (id, pounds) VALUES (1, 100), (2, 100)")
        }
    }

    override func tearDownWithError() throws {
        try database.close()
        database = nil
        scratch = nil
    }

    private func pounds(_ id: Int) throws -> Int? {
        try database.read { db in
            try db.first("SELECT pounds FROM account WHERE id = :id", ["id": id]) { $0.int(0) }
        }
    }

    func testOpen_makesAFileForItsOwnerOnly() throws {
        for file in ["rota.db", "rota.db-wal", "rota.db-shm"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path(file))
            XCTAssertEqual(attributes[.posixPermissions] as? Int, 0o600, file)
        }
    }

    func testOpen_settingsHoldForWriterAndReaders() throws {
        try database.write { db in
            XCTAssertEqual(try db.first("PRAGMA journal_mode") { $0.text(0) }, "wal")
            XCTAssertEqual(try db.first("PRAGMA synchronous") { $0.int(0) }, 2)
            XCTAssertEqual(try db.first("PRAGMA foreign_keys") { $0.int(0) }, 1)
            XCTAssertEqual(try db.first("PRAGMA busy_timeout") { $0.int(0) }, 5000)
            XCTAssertEqual(
                try db.settings().filter { !$0.key.hasSuffix("_count") },
                [
                    "journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "page_size": "4096",
                    "wal_autocheckpoint": "1000", "mmap_size": "0", "locking_mode": "normal",
                ])
        }
        try database.read { db in
            XCTAssertEqual(try db.first("PRAGMA query_only") { $0.int(0) }, 1)
            XCTAssertEqual(try db.first("PRAGMA trusted_schema") { $0.int(0) }, 0)
            XCTAssertEqual(try db.first("PRAGMA temp_store") { $0.int(0) }, 2)
        }
    }

    func testWrite_throwingTakesEverythingBack() throws {
        XCTAssertThrowsError(
            try database.write { db in
                try db.run("UPDATE account SET pounds = pounds - 50 WHERE id = 1")
                throw Missing()
            }
        ) { XCTAssertTrue($0 is Missing) }
        XCTAssertEqual(try pounds(1), 100)
        try database.write { db in try db.run("UPDATE account SET pounds = 1 WHERE id = 1") }
        XCTAssertEqual(try pounds(1), 1)
    }

    func testWrite_brokenRuleTakesEverythingBack() throws {
        let error = try sqliteError {
            try database.write { db in
                try db.run("UPDATE account SET pounds = pounds - 50 WHERE id = 1")
                try db.run("UPDATE account SET pounds = 5000 WHERE id = 2")
            }
        }
        XCTAssertEqual(error.code, SQLITE_CONSTRAINT)
        XCTAssertEqual(try pounds(1), 100)
    }

    func testWrite_deferredForeignKeyFailsAtTheCommitAndIsTakenBack() throws {
        try database.write { db in
            try db.run("CREATE TABLE note (account INTEGER REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED)")
        }
        let error = try sqliteError {
            _ = try database.write { db in try db.run("INSERT INTO note (account) VALUES (77)") }
        }
        XCTAssertEqual(error.message, "FOREIGN KEY constraint failed")
        XCTAssertEqual(try database.write { db in try db.first("SELECT count(*) FROM note") { $0.int(0) } }, 0)
    }

    func testWrite_insideAWriteThrowsInsteadOfWaitingForItself() throws {
        let error = try sqliteError {
            try database.write { _ in
                try database.write { _ in }
            }
        }
        XCTAssertEqual(error.message, "a write inside a write")
        XCTAssertNoThrow(try database.write { _ in })
    }

    func testWrite_goesNoFurtherOnceItsTransactionHasEnded() throws {
        let error = try sqliteError {
            try database.write { db in
                try db.run("UPDATE account SET pounds = 7 WHERE id = 1")
                // ROLLBACK as its conflict clause ends the transaction under the body's feet.
                XCTAssertThrowsError(try db.run("INSERT OR ROLLBACK INTO account (id, pounds) VALUES (2, 1)"))
                _ = try? db.run("UPDATE account SET pounds = 8 WHERE id = 2")
            }
        }
        XCTAssertTrue(error.message.contains("has already ended"))
        XCTAssertEqual(try pounds(1), 100)
        XCTAssertEqual(try pounds(2), 100)
    }

    func testWrite_bodyCannotCommitOnItsOwn() throws {
        XCTAssertThrowsError(
            try database.write { db in
                try db.run("COMMIT")
                try db.run("UPDATE account SET pounds = 8 WHERE id = 2")
            })
        XCTAssertEqual(try pounds(2), 100)
    }

    func testWrite_fullDiskIsToldAndLeavesTheDataAsTheyWere() throws {
        let error = try sqliteError {
            try database.write { db in
                try db.run("UPDATE account SET pounds = 9 WHERE id = 1")
                try db.run("PRAGMA max_page_count = 1")
                try db.run("CREATE TABLE big (bytes BLOB)")
                try db.run("INSERT INTO big (bytes) VALUES (zeroblob(1000000))")
            }
        }
        XCTAssertTrue(error.isFull, "\(error)")
        XCTAssertEqual(try pounds(1), 100)
    }

    func testWrite_rivalProcessIsBusy() throws {
        let rival = try Connection(path: scratch.path(), mode: .readWrite)
        try rival.run("PRAGMA busy_timeout = 0")
        try database.write { _ in
            let error = try sqliteError { try rival.transaction(.immediate) { _ in } }
            XCTAssertTrue(error.isBusy)
        }
        XCTAssertNoThrow(try rival.transaction(.immediate) { _ in })
    }

    func testRead_seesOneSnapshot() throws {
        try database.read { db in
            func total() throws -> Int? { try db.first("SELECT sum(pounds) FROM account") { $0.int(0) } }
            XCTAssertEqual(try total(), 200)
            try database.write { try $0.run("UPDATE account SET pounds = 500 WHERE id = 1") }
            XCTAssertEqual(try total(), 200, "what was committed meanwhile is not seen")
        }
        XCTAssertEqual(try pounds(1), 500)
    }

    func testRead_cannotWrite() throws {
        let error = try sqliteError {
            _ = try database.read { db in try db.run("UPDATE account SET pounds = 0") }
        }
        XCTAssertTrue(error.isReadOnly)
        XCTAssertEqual(try pounds(1), 100)
    }

    func testRead_throwingLeavesTheReaderUsable() throws {
        for _ in 0..<20 {
            XCTAssertThrowsError(try database.read { _ in throw Missing() })
        }
        XCTAssertEqual(try pounds(1), 100)
    }

    func testDataVersion_changesWithAnothersCommitOnly() throws {
        func version() throws -> DataVersion { try database.read { try $0.dataVersion } }
        let before = try version()
        XCTAssertEqual(try version(), before)
        try database.write { try $0.run("UPDATE account SET pounds = 5 WHERE id = 1") }
        XCTAssertNotEqual(try version(), before)
        try database.read { outer in
            let inner = try database.read { try $0.dataVersion }
            XCTAssertNotEqual(try outer.dataVersion, inner, "versions of two connections are never equal")
        }
    }

    func testThreads_noUpdateIsLostAndNoReaderSeesHalfATransfer() throws {
        let failures = Mutex<[String]>([])
        let database = try XCTUnwrap(database)
        DispatchQueue.concurrentPerform(iterations: 120) { round in
            do {
                if round % 3 == 0 {
                    try database.write { db in
                        try db.run("UPDATE account SET pounds = pounds - 1 WHERE id = 1")
                        try db.run("UPDATE account SET pounds = pounds + 1 WHERE id = 2")
                    }
                } else {
                    let total = try database.read { db in
                        try db.all("SELECT pounds FROM account") { $0.int(0) }.reduce(0, +)
                    }
                    if total != 200 { failures.withLock { $0.append("total \(total)") } }
                }
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
        XCTAssertEqual(failures.withLock { $0 }, [])
        XCTAssertEqual(try pounds(1), 60)
    }

    func testReaders_areAsManyAsNeededAndFewAreKept() throws {
        let pool = ReaderPool(path: scratch.path(), files: DatabaseFiles(path: scratch.path()))
        let lent = try (0..<12).map { _ in try pool.take() }
        for connection in lent { XCTAssertEqual(try connection.first("SELECT count(*) FROM account") { $0.int(0) }, 2) }
        for connection in lent { pool.giveBack(connection) }
        XCTAssertEqual(pool.idleCount, ReaderPool.idleLimit)
        pool.close()
        XCTAssertEqual(pool.idleCount, 0)
        XCTAssertThrowsError(try pool.take())
    }

    func testReaders_withATransactionLeftOpenAreNotKept() throws {
        let pool = ReaderPool(path: scratch.path(), files: DatabaseFiles(path: scratch.path()))
        let reader = try pool.take()
        try reader.run("BEGIN")
        pool.giveBack(reader)
        XCTAssertEqual(pool.idleCount, 0)
    }

    func testClose_foldsTheLogIntoTheFileAndEndsAllUse() throws {
        try database.close()
        XCTAssertEqual(scratch.files, ["rota.db"])
        XCTAssertThrowsError(try database.read { _ in })
        XCTAssertThrowsError(try database.write { _ in })
        XCTAssertNoThrow(try database.close())
        database = try Database(path: scratch.path())
        XCTAssertEqual(try pounds(1), 100)
    }
}
