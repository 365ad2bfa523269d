import Civil
import RotaDomain
import RotaStore
import SQLite
import TestSupport
import XCTest

/// Optimistic locks: of two people who saw one row, the second changes nothing, and is told so by `false`.
final class RevisionTests: XCTestCase {
    private let day = Day(number: 20_788)

    /// Runs the same change twice on a value that was read once.
    private func assertOnce<Value: Sendable>(
        _ make: (Connection) throws -> Value, _ change: (Connection, Value) throws -> Bool, line: UInt = #line
    ) throws {
        let temporary = try TemporaryStore()
        let answers = try temporary.store.write { db in
            let value = try make(db)
            return [try change(db, value), try change(db, value)]
        }
        XCTAssertEqual(answers, [true, false], line: line)
    }

    func testRename_ofALocationOrAGroup() throws {
        try assertOnce({ try LocationRepository($0).insert(name: "Main") }) { try LocationRepository($0).rename($1, to: "Elm House") }
        try assertOnce({ try ClinicianGroupRepository($0, .practice).insert(name: "Surgeons") }) { try ClinicianGroupRepository($0, .practice).rename($1, to: "Minor ops") }
    }

    func testUpdate_ofAClosure() throws {
        try assertOnce({ try ClosureRepository($0).insert(self.day, .full, title: "Training", source: .practice) }) { db, closure in
            var closure = closure
            closure.span = .am
            return try ClosureRepository(db).update(closure)
        }
    }

    func testUpdate_ofAnAccount() throws {
        let make = { (db: Connection) in
            try AccountRepository(db).insert(username: "a", name: "A", email: "a@example.com", role: .admin, passwordHash: "-", at: "2026-11-23T08:00:00Z")
        }
        try assertOnce(make) { db, account in
            var account = account
            account.role = .clinician
            return try AccountRepository(db).update(account)
        }
    }

    func testUpdate_ofAClinicianATermOrLeave() throws {
        try assertOnce({ try ClinicianRepository($0, .practice).insert(name: "Dr A", active: true, accountId: nil) }) { try ClinicianRepository($0, .practice).update($1) }
        let term = { (db: Connection) in
            let clinician = try ClinicianRepository(db, .practice).insert(name: "Dr A", active: true, accountId: nil)
            let terms = WorkingTermRepository(db, .practice)
            return try XCTUnwrap(terms.find(terms.insert(TermDetails(type: .locum, start: self.day), for: clinician.id)))
        }
        try assertOnce(term) { try WorkingTermRepository($0, .practice).update($1) }
        let leave = { (db: Connection) in
            let clinician = try ClinicianRepository(db, .practice).insert(name: "Dr A", active: true, accountId: nil)
            let repository = LeaveRepository(db, .practice)
            let id = try repository.insert(LeaveRequest(clinicianId: clinician.id, range: DayRange(self.day), part: .full, type: "annual", status: .approved))
            return try XCTUnwrap(repository.find(id))
        }
        try assertOnce(leave) { try LeaveRepository($0, .practice).update($1) }
    }

    func testUpdate_ofABooking() throws {
        let make = { (db: Connection) in
            let clinician = try ClinicianRepository(db, .practice).insert(name: "Dr Sam Lee", active: true, accountId: nil)
            let location = try LocationRepository(db).insert(name: "Main")
            let bookings = LocumBookingRepository(db, .practice)
            return try XCTUnwrap(bookings.find(bookings.insert(LocumBooking(clinicianId: clinician.id, locationId: location.id, range: DayRange(self.day), part: .am))))
        }
        try assertOnce(make) { try LocumBookingRepository($0, .practice).update($1) }
    }

    /// Shifts, which change all the time, leave the settings' revision alone.
    func testPractice_countsItsSettingsOnly() throws {
        let temporary = try TemporaryStore()
        let (first, second, third) = try temporary.store.write { db in
            let practices = PracticeRepository(db)
            try practices.save(PracticeRecord(name: "Elm", nation: .scotland))
            let first = try practices.find()
            let clinician = try ClinicianRepository(db, .practice).insert(name: "Dr A", active: true, accountId: nil)
            let location = try LocationRepository(db).insert(name: "Main")
            try db.run(
                "INSERT INTO shifts (clinician_id, date, span, kind, location_id) VALUES (:clinician, '2026-12-01', 'am', 'duty', :location)",
                ["clinician": clinician.id, "location": location.id])
            let second = try practices.find()
            try practices.save(PracticeRecord(name: "Oak", nation: .scotland))
            return (first, second, try practices.find())
        }
        XCTAssertEqual([first, second, third].map { $0?.revision }, [1, 1, 2])
        XCTAssertEqual([first, second, third].map { $0?.rotaRevision }, [0, 1, 1])
    }
}
