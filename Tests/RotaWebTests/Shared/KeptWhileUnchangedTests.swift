import RotaStore
import SQLite
import TestSupport
import XCTest

@testable import RotaWeb

/// What was worked out from the database stays until anybody changes it.
final class KeptWhileUnchangedTests: XCTestCase {
    /// Asks for values and counts how often one had to be made.
    private final class Counter {
        let temporary: TemporaryStore
        let kept: KeptWhileUnchanged<String, Int>
        var made = 0

        init(limit: Int = 8) throws {
            temporary = try TemporaryStore()
            kept = KeptWhileUnchanged(limit: limit)
        }

        @discardableResult
        func ask(_ key: String) throws -> Int {
            try temporary.store.read { db in
                try kept.value(key, at: db.dataVersion) {
                    made += 1
                    return try db.first("SELECT count(*) FROM clinician_groups") { $0.int(0) } ?? -1
                }
            }
        }
    }

    func testValue_isMadeOnceWhileNothingChanges() throws {
        let counter = try Counter()
        for _ in 0..<3 { XCTAssertEqual(try counter.ask("a"), 0) }
        XCTAssertEqual(counter.made, 1)
    }

    func testValue_isMadeAnewAfterAWrite() throws {
        let counter = try Counter()
        try counter.ask("a")
        try counter.temporary.store.write { db in try db.insert("INSERT INTO clinician_groups (name) VALUES ('Minor surgery')") }
        XCTAssertEqual(try counter.ask("a"), 1)
        XCTAssertEqual(counter.made, 2)
    }

    /// The command line writes while the server runs.
    func testValue_isMadeAnewAfterAnotherProgramsWrite() throws {
        let counter = try Counter()
        try counter.ask("a")
        let other = try Connection(path: counter.temporary.folder.appending(path: "rota.db").path, mode: .readWrite)
        try other.insert("INSERT INTO clinician_groups (name) VALUES ('Minor surgery')")
        other.close()
        XCTAssertEqual(try counter.ask("a"), 1)
    }

    func testValue_belongsToItsKey() throws {
        let counter = try Counter()
        for key in ["a", "b", "a", "b"] { try counter.ask(key) }
        XCTAssertEqual(counter.made, 2)
    }

    func testValue_thatWasNotUsedForLongestGoesFirst() throws {
        let counter = try Counter(limit: 2)
        for key in ["a", "b", "a", "c"] { try counter.ask(key) }
        XCTAssertEqual(counter.made, 3)
        try counter.ask("a")
        XCTAssertEqual(counter.made, 3)
        try counter.ask("b")
        XCTAssertEqual(counter.made, 4)
    }

    func testValue_thatCouldNotBeMadeIsTriedAgain() throws {
        let counter = try Counter()
        let version = try counter.temporary.store.read { db in try db.dataVersion }
        XCTAssertThrowsError(try counter.kept.value("a", at: version) { throw PageError.notFound })
        XCTAssertEqual(counter.kept.value("a", at: version) { 7 }, 7)
    }
}
