import Civil
import Foundation
import RotaStore
import SQLite
import Secrets
import TestSupport
import XCTest

@testable import RotaBackups

/// A practice's database in use, and a folder for its backups; both go when the test ends.
class BackupTestCase: XCTestCase {
    private var live: TemporaryStore?
    private(set) var now = Instant(seconds: 0)

    override func setUpWithError() throws {
        live = try TemporaryStore()
        now = try XCTUnwrap(Instant(iso: "2026-11-21T12:00:00Z"))
    }

    override func tearDown() { live = nil }

    var store: Store { get throws { try XCTUnwrap(live).store } }
    var data: String { get throws { try XCTUnwrap(live).folder.path } }
    var folder: BackupFolder { get throws { BackupFolder(try data + "/backups") } }

    func migrator(_ more: Migration...) throws -> Migrator {
        try Migrator(try Migration.read(folder: PackageFolder.url.appending(path: "Migrations").path) + more, hash: { SHA256.hex($0) })
    }

    func note(_ word: String) throws {
        try store.write { db in try AuditLog(db).record(word, AuditSubject("test", word), by: .commandLine, at: now) }
    }

    @discardableResult
    func backUp(at instant: Instant? = nil, keep: Int = 14) throws -> BackupMaker.Made {
        try BackupMaker(try folder, keep: keep, check: BackupCheck(try migrator())).make(at: instant ?? now) { try store.database.backup(to: $0) }
    }

    func names(_ path: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    /// Overwrites one byte with another.
    func damage(_ path: String, at offset: Int) throws {
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[offset] = ~bytes[offset]
        try bytes.write(to: URL(fileURLWithPath: path))
    }

    func assertFails<Value>(_ words: String, line: UInt = #line, _ body: () throws -> Value) {
        XCTAssertThrowsError(try body(), line: line) { XCTAssertTrue("\($0)".contains(words), "\($0)", line: line) }
    }
}
