import Civil
import RotaDomain
import RotaStore
import SQLite
import TestSupport
import XCTest

final class LeaveListTests: XCTestCase {
    /// What is under way or ahead, the soonest first; then what is over, the latest first.
    private let inOrder = ["2026-05-30", "2026-06-02", "2026-06-20", "2026-05-03", "2026-04-01", "2026-01-10"]

    private func pages(of size: Int, _ filter: LeaveFilter = LeaveFilter()) throws -> [String] {
        let temporary = try TemporaryStore()
        try temporary.store.write { db in
            try db.run("INSERT INTO clinicians (id, code, name) VALUES (1, 'amara', 'Dr Amara Okafor')")
            for first in inOrder.sorted() {
                try db.run(
                    "INSERT INTO leave_requests (clinician_id, first_on, last_on, part, type, status) VALUES (1, :first, date(:first, '+4 days'), 'full', 'annual', 'approved')",
                    ["first": first])
            }
        }
        let today = try XCTUnwrap(Day(iso: "2026-06-01"))
        return try temporary.store.read { db in
            let leave = LeaveRepository(db, .practice)
            return try stride(from: 0, to: 8, by: size).flatMap { offset in
                let rows = try leave.list(filter, today: today, limit: size, offset: offset)
                XCTAssertLessThanOrEqual(rows.count, size)
                return rows.map(\.leave.range.first.iso)
            }
        }
    }

    func testList_isTheSameOnPagesOfAnySize() throws {
        for size in [1, 2, 3, 4, 8] { XCTAssertEqual(try pages(of: size), inOrder, "\(size)") }
    }

    func testList_keepsToTheFilter() throws {
        let filter = LeaveFilter(from: Day(iso: "2026-04-20"), to: Day(iso: "2026-06-10"))
        for size in [1, 2, 8] { XCTAssertEqual(try pages(of: size, filter), ["2026-05-30", "2026-06-02", "2026-05-03"], "\(size)") }
    }
}
