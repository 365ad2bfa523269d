import Civil
import RotaDomain
import RotaStore
import SQLite
import TestSupport
import XCTest

/// B8: the bank holidays of the three nations.
final class ClosureRepositoryTests: XCTestCase {
    func testReplaceBankHolidays_insertsTheNationsDaysAndKeepsThePracticesOwn() throws {
        let temporary = try TemporaryStore()
        let own = try XCTUnwrap(Day(iso: "2026-12-25"))
        let years = try XCTUnwrap(DayRange(XCTUnwrap(Day(iso: "2025-01-01")), XCTUnwrap(Day(iso: "2028-12-31"))))
        for (nation, count) in [(Nation.englandAndWales, 32), (.scotland, 37), (.northernIreland, 40)] {
            let found = try temporary.store.write { db in
                try db.run("DELETE FROM closures")
                _ = try ClosureRepository(db).insert(own, .pm, title: "Our party", source: .practice)
                try ClosureRepository(db).replaceBankHolidays(of: nation)
                return try ClosureRepository(db).all(in: years)
            }
            XCTAssertEqual(found.count, count, nation.rawValue)
            XCTAssertEqual(found.filter { $0.source == .practice }.map(\.title), ["Our party"])
        }
    }

    func testInsert_refusesASecondClosureOfADate() throws {
        let temporary = try TemporaryStore()
        let day = try XCTUnwrap(Day(iso: "2026-03-29"))
        XCTAssertThrowsError(
            try temporary.store.write { db in
                _ = try ClosureRepository(db).insert(day, .am, title: "A", source: .practice)
                _ = try ClosureRepository(db).insert(day, .pm, title: "B", source: .practice)
            }
        ) { XCTAssertEqual(($0 as? SQLiteError)?.message, "UNIQUE constraint failed: closures.date") }
    }

    func testRead_refusesADateThatIsNone() throws {
        let temporary = try TemporaryStore()
        let year = try XCTUnwrap(DayRange(year: 2026))
        try temporary.store.write { db in
            try db.run("INSERT INTO closures (date, span, title, source) VALUES ('2026-02-30', 'full', 'x', 'practice')")
        }
        XCTAssertThrowsError(try temporary.store.read { db in try ClosureRepository(db).all(in: year) })
    }
}
