import SQLite
import TestSupport
import XCTest

/// What holds for every table of `Migrations/`.
final class MigrationsTests: XCTestCase {
    /// B12: the audit log, forms and addresses name rows by id; one that was given is never given again.
    func testTables_neverGiveAnIdTwice() throws {
        let temporary = try TemporaryStore()
        let tables = try temporary.store.read { db in
            try db.all("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%id INTEGER PRIMARY KEY%'") { ($0.text(0), $0.text(1)) }
        }
        XCTAssertGreaterThan(tables.count, 10)
        for (name, sql) in tables where name != "practice" { XCTAssertTrue(sql.contains("id INTEGER PRIMARY KEY AUTOINCREMENT"), name) }
    }
}
