import Foundation
import Glibc
import XCTest

@testable import SQLite

/// Files that are broken, missing or out of reach: a clear error each, and never a changed file.
final class DamageTests: XCTestCase {
    private var scratch: Scratch!

    override func setUpWithError() throws {
        scratch = try Scratch()
    }

    override func tearDown() {
        scratch = nil
    }

    private func makeDatabase() throws {
        let database = try Database(path: scratch.path())
        try database.write { db in
            try db.run("CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
            try db.run("CREATE INDEX word_text ON word (text)")
            for number in 0..<2000 {
                try db.run("INSERT INTO word (text) VALUES (:text)", ["text": "word number \(number)"])
            }
        }
        try database.close()
    }

    func testOpen_fileThatIsNoDatabase() throws {
        let bytes = Array(String(repeating: "This is a letter. ", count: 300).utf8)
        try scratch.write(bytes, to: "rota.db")
        let error = try sqliteError { _ = try Database(path: scratch.path()) }
        XCTAssertTrue(error.isCorrupt)
        XCTAssertEqual(error.message, "\(scratch.path()): file is not a database")
        XCTAssertEqual([UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch.path()))), bytes)
    }

    func testIntegrityCheck_isEmptyOnASoundFile() throws {
        try makeDatabase()
        XCTAssertEqual(try Database(path: scratch.path()).integrityCheck(), [])
    }

    func testIntegrityCheck_findsDamagedPages() throws {
        try makeDatabase()
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch.path())))
        XCTAssertGreaterThan(bytes.count, 40_960)
        for place in 12_288..<24_576 { bytes[place] = 0xA5 }
        try scratch.write(bytes, to: "rota.db")
        let database = try Database(path: scratch.path())
        do {
            XCTAssertFalse(try database.integrityCheck().isEmpty)
            _ = try database.read { db in try db.all("SELECT id, text FROM word") { $0.text(1) } }
            XCTFail("the damage went unnoticed")
        } catch let error as SQLiteError {
            XCTAssertTrue(error.isCorrupt, "\(error)")
        }
    }

    func testIntegrityCheck_findsRowsThatPointAtNothing() throws {
        let path = scratch.path()
        let bare = try Connection(path: path, mode: .readWriteCreate)
        try bare.suspendForeignKeys()
        try bare.executeScript(
            """
            CREATE TABLE parent (id INTEGER PRIMARY KEY);
            CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent(id));
            INSERT INTO child VALUES (4, 9);
            """)
        bare.close()
        XCTAssertEqual(
            try Database(path: path).integrityCheck(), ["row 4 of child points at a row of parent that does not exist"])
    }

    func testOpen_placesThatCannotBe() throws {
        try FileManager.default.createDirectory(atPath: scratch.path("folder"), withIntermediateDirectories: true)
        for path in [scratch.path("missing/rota.db"), scratch.path("folder"), "/proc/self/rota.db"] {
            let error = try sqliteError { _ = try Database(path: path) }
            XCTAssertTrue(error.isCannotOpen, "\(error)")
            XCTAssertTrue(error.message.hasPrefix(path + ": "), error.message)
        }
    }

    func testOpen_folderThatMayNotBeWritten() throws {
        chmod(scratch.folder, 0o555)
        let error = try sqliteError { try withoutPrivileges { _ = try Database(path: scratch.path()) } }
        XCTAssertTrue(error.isCannotOpen, "\(error)")
        XCTAssertEqual(scratch.files, [])
    }

    func testOpen_fileThatMayNotBeWritten() throws {
        try makeDatabase()
        chmod(scratch.folder, 0o777)
        chmod(scratch.path(), 0o444)
        let error = try sqliteError { try withoutPrivileges { _ = try Database(path: scratch.path()) } }
        XCTAssertTrue(error.isReadOnly, "\(error)")
        XCTAssertEqual(error.message, "\(scratch.path()): the file may not be written")
    }

    func testMoved_writesAndNewReadersAreRefusedOnceAFileIsAnother() throws {
        for name in ["rota.db", "rota.db-wal", "rota.db-shm"] {
            scratch = try Scratch()
            try makeDatabase()
            let database = try Database(path: scratch.path())
            try database.write { try $0.run("INSERT INTO word (text) VALUES ('kept')") }
            XCTAssertEqual(rename(scratch.path(name), scratch.path("elsewhere")), 0)
            for _ in 0..<2 {
                let error = try sqliteError { _ = try database.write { try $0.run("DELETE FROM word") } }
                XCTAssertTrue(error.isMoved, "\(error)")
                XCTAssertEqual(error.message, "\(scratch.path(name)) was removed or replaced while in use")
            }
            XCTAssertTrue(try sqliteError { _ = try database.read { try $0.first("SELECT 1") { $0.int(0) } } }.isMoved)
            XCTAssertEqual(rename(scratch.path("elsewhere"), scratch.path(name)), 0)
            XCTAssertEqual(try database.write { try $0.run("DELETE FROM word") }, 2001, "put back in time, all goes on")
        }
    }

    private func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: scratch.path(name))) }

    func testMoved_logThatWasRemovedGoesIntoTheDatabase() throws {
        for names in [["rota.db-wal"], ["rota.db-shm"], ["rota.db-wal", "rota.db-shm"]] {
            scratch = try Scratch()
            try makeDatabase()
            let database = try Database(path: scratch.path())
            try database.write { try $0.run("INSERT INTO word (text) VALUES ('in the log')") }
            for name in names { XCTAssertEqual(unlink(scratch.path(name)), 0) }
            XCTAssertTrue(try sqliteError { _ = try database.write { try $0.run("DELETE FROM word") } }.isMoved)
            // Before it is closed: a process that is killed has folded it in as well.
            XCTAssertNotNil(try bytes("rota.db").range(of: Data("in the log".utf8)), "\(names)")
            try database.close()
            XCTAssertEqual(try Connection(path: scratch.path(), mode: .readWrite).first("SELECT count(*) FROM word") { $0.int(0) }, 2001)
        }
    }

    /// Another process that finds no log makes its own, under locks of its own (sqlite.org/howtocorrupt.html §2.4).
    func testMoved_logThatAnotherMadeAnewLeavesAllFilesAlone() throws {
        for names in [["rota.db-wal"], ["rota.db-shm"], ["rota.db-wal", "rota.db-shm"]] {
            scratch = try Scratch()
            try makeDatabase()
            let database = try Database(path: scratch.path())
            try database.write { try $0.run("INSERT INTO word (text) VALUES ('in the log')") }
            for name in names {
                XCTAssertEqual(rename(scratch.path(name), scratch.path("old" + name)), 0)
                try scratch.write(Array("another's".utf8), to: name)
            }
            let before = try bytes("rota.db")
            XCTAssertTrue(try sqliteError { _ = try database.write { try $0.run("DELETE FROM word") } }.isMoved)
            XCTAssertEqual(try bytes("rota.db"), before, "\(names)")
            try database.close()
            XCTAssertEqual(try bytes("rota.db"), before, "\(names), closed")
            for name in names { XCTAssertEqual(try bytes(name), Data("another's".utf8), name) }
        }
    }

    func testReadOnly_connectionCannotWrite() throws {
        try makeDatabase()
        let connection = try Connection(path: scratch.path(), mode: .readOnly)
        XCTAssertEqual(try connection.first("SELECT count(*) FROM word") { $0.int(0) }, 2000)
        XCTAssertTrue(try sqliteError { try connection.run("DELETE FROM word") }.isReadOnly)
    }

    func testModes_onlyOneOfThemMakesAFile() throws {
        XCTAssertThrowsError(try Connection(path: scratch.path(), mode: .readOnly))
        XCTAssertThrowsError(try Connection(path: scratch.path(), mode: .readWrite))
        XCTAssertEqual(scratch.files, [])
        _ = try Connection(path: scratch.path(), mode: .readWriteCreate)
        XCTAssertEqual(scratch.files, ["rota.db"])
    }

    func testBackup_isWholeAndStandsAlone() throws {
        try makeDatabase()
        let database = try Database(path: scratch.path())
        try database.write { try $0.run("INSERT INTO word (text) VALUES ('still in the log')") }
        try database.backup(to: scratch.path("copy.db"))
        XCTAssertFalse(scratch.files.contains { $0.hasPrefix("copy.db") && $0 != "copy.db" }, "\(scratch.files)")
        let mode = try FileManager.default.attributesOfItem(atPath: scratch.path("copy.db"))[.posixPermissions] as? Int
        XCTAssertEqual(mode, 0o600)
        let copy = try Connection(path: scratch.path("copy.db"), mode: .readOnly)
        XCTAssertEqual(try copy.first("SELECT count(*) FROM word") { $0.int(0) }, 2001)
        XCTAssertEqual(try copy.integrityCheck(), [])
    }

    func testNew_refusesWhatIsThereAlready() throws {
        try scratch.write([1], to: "file")
        XCTAssertEqual(symlink(scratch.path("target"), scratch.path("link")), 0)
        for name in ["file", "link"] {
            let error = try sqliteError { _ = try Connection(path: scratch.path(name), mode: .new) }
            XCTAssertTrue(error.isCannotOpen, "\(error)")
            XCTAssertEqual(error.message, "\(scratch.path(name)): File exists")
        }
        XCTAssertEqual(scratch.files, ["file", "link"], "nothing is made where the link leads")
        XCTAssertEqual(try bytes("file"), Data([1]))
        try Connection(path: scratch.path(), mode: .new).run("CREATE TABLE word (text TEXT)")
    }

    /// As in /tmp, where nobody can take away another's link under the name that the backup is going to have.
    func testBackup_isNotWrittenThroughAPlantedLink() throws {
        try makeDatabase()
        let database = try Database(path: scratch.path()), folder = try Scratch(), elsewhere = try Scratch()
        _ = try database.read { _ in }
        XCTAssertEqual(symlink(elsewhere.path("victim"), folder.path("copy.db.partial")), 0)
        chmod(folder.folder, 0o555)
        chmod(elsewhere.folder, 0o777)
        let error = try sqliteError { try withoutPrivileges { try database.backup(to: folder.path("copy.db")) } }
        XCTAssertEqual(error.message, "\(folder.path("copy.db.partial")): File exists")
        XCTAssertEqual(elsewhere.files, [])
    }

    func testBackup_seesAWriteUnderWayAsNotYetMade() throws {
        try makeDatabase()
        let database = try Database(path: scratch.path())
        try database.write { db in
            try db.run("DELETE FROM word")
            try database.backup(to: scratch.path("copy.db"))
        }
        let copy = try Connection(path: scratch.path("copy.db"), mode: .readOnly)
        XCTAssertEqual(try copy.first("SELECT count(*) FROM word") { $0.int(0) }, 2000)
    }

    /// Whoever is told that there is a backup must find it after a power cut.
    func testBackup_saysWhenItsFolderCannotBeBroughtOntoTheDisk() throws {
        try makeDatabase()
        let database = try Database(path: scratch.path()), folder = try Scratch()
        _ = try database.read { _ in }
        // Names can be made in it, but it can't be opened.
        chmod(folder.folder, 0o333)
        let error = try sqliteError { try withoutPrivileges { try database.backup(to: folder.path("copy.db")) } }
        XCTAssertTrue(error.isInputOutput, "\(error)")
        XCTAssertEqual(error.message, "\(folder.folder) cannot be opened: Permission denied")
    }

    func testDisk_syncsFilesAndFoldersOrSaysWhichItCannot() throws {
        try scratch.write([1], to: "file")
        try Disk.sync(scratch.path("file"))
        try Disk.sync(scratch.folder)
        XCTAssertThrowsError(try Disk.sync(scratch.path("missing"))) {
            XCTAssertEqual($0 as? Disk.Failure, Disk.Failure(path: scratch.path("missing"), what: "cannot be opened", errno: ENOENT))
        }
        XCTAssertThrowsError(try Disk.sync("/proc/self/status")) { XCTAssertEqual(($0 as? Disk.Failure)?.what, "cannot be brought onto the disk") }
        XCTAssertEqual(["/a/b/c", "/c", "c", "a/c"].map(Disk.folder), ["/a/b", "/", ".", "a"])
    }

    func testBackup_neverReplacesAFile() throws {
        try makeDatabase()
        let database = try Database(path: scratch.path())
        XCTAssertTrue(try sqliteError { try database.backup(to: scratch.path()) }.isCannotOpen)
        XCTAssertTrue(try sqliteError { try database.backup(to: scratch.path("missing/copy.db")) }.isCannotOpen)
        XCTAssertEqual(try database.integrityCheck(), [])
        XCTAssertFalse(scratch.files.contains { $0.hasSuffix(".partial") })
    }
}
