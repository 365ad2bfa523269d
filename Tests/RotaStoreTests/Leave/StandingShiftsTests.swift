import Civil
import RotaDomain
import RotaStore
import SQLite
import TestSupport
import XCTest

/// People's data is seen through a `Visibility`, and parts are taken out of shifts exactly.
final class StandingShiftsTests: XCTestCase {
    private func filled() throws -> TemporaryStore {
        let temporary = try TemporaryStore()
        try temporary.store.write { db in
            try db.run("INSERT INTO locations (id, name) VALUES (1, 'Main Surgery')")
            try db.run("INSERT INTO clinicians (id, code, name) VALUES (1, 'amara', 'Dr Amara Okafor')")
            try db.run("INSERT INTO shifts (id, clinician_id, date, span, kind, location_id) VALUES (1, 1, '2026-03-29', 'full', 'duty', 1)")
            try db.run("INSERT INTO shifts (id, clinician_id, date, span, kind, location_id) VALUES (2, 1, '2026-10-25', 'pm', 'standard', 1)")
            try db.run("INSERT INTO leave_requests (clinician_id, first_on, last_on, part, type, status) VALUES (1, '2026-03-29', '2026-03-29', 'am', 'annual', 'approved')")
        }
        return temporary
    }

    func testAll_findsWhatSharesAPart() throws {
        let temporary = try filled()
        let year = try XCTUnwrap(DayRange(year: 2026))
        let (all, mornings) = try temporary.store.read { db in
            let standing = StandingShifts(db, .practice)
            return (try standing.all(of: 1, in: year, .full).map(\.id), try standing.all(of: 1, in: year, .am).map(\.id))
        }
        XCTAssertEqual(all, [1, 2])
        XCTAssertEqual(mornings, [1])
    }

    func testRemove_keepsTheOtherHalf() throws {
        let temporary = try filled()
        let year = try XCTUnwrap(DayRange(year: 2026))
        let left = try temporary.store.write { db in
            let standing = StandingShifts(db, .practice)
            for shift in try standing.all(of: 1, in: year, .full) { try standing.remove(.pm, from: shift) }
            return try standing.all(of: 1, in: year, .full)
        }
        XCTAssertEqual(left.map(\.span), [.am])
        XCTAssertEqual(left.map(\.kind), [.duty])
    }

    func testVisibility_hidesEverythingFromThoseWhoDoNotManage() throws {
        let temporary = try filled()
        let year = try XCTUnwrap(DayRange(year: 2026))
        let clinician = Visibility.of(Account(id: 1, username: "c", name: "C", email: "c@example.com", role: .clinician, active: true))
        try temporary.store.read { db in
            XCTAssertEqual(try StandingShifts(db, clinician).all(of: 1, in: year, .full), [])
            XCTAssertEqual(try StandingShifts(db, clinician).count(on: year.first, .full), 0)
            XCTAssertNil(try LeaveRepository(db, clinician).find(1))
            XCTAssertEqual(try LeaveRepository(db, clinician).count(LeaveFilter()), 0)
            XCTAssertEqual(try ClinicianTerms(db, clinician).choices(), [])
            XCTAssertEqual(try LocumBookingRepository(db, clinician).count(), 0)
            XCTAssertNotNil(try LeaveRepository(db, .practice).find(1))
        }
    }
}
