import Civil
import RotaDomain
import RotaStore
import SQLite
import TestSupport
import XCTest

final class LocumBookingRepositoryTests: XCTestCase {
    private let today = Day(number: 20_781)

    private func range(_ first: Int, _ last: Int) throws -> DayRange { try XCTUnwrap(DayRange(today + first, today + last)) }

    private func within(_ body: (Connection, LocumBookingRepository, _ clinician: Int, _ locations: [Int]) throws -> Void) throws {
        let temporary = try TemporaryStore()
        try temporary.store.write { db in
            let clinician = try ClinicianRepository(db, .practice).insert(name: "Dr Sam Lee", active: true, accountId: nil).id
            let locations = [try LocationRepository(db).insert(name: "Main").id, try LocationRepository(db).insert(name: "Branch").id]
            try body(db, LocumBookingRepository(db, .practice), clinician, locations)
        }
    }

    func testList_hasWhatIsToComeFirstTheSoonestAtTheTop() throws {
        try within { _, bookings, clinician, locations in
            for (first, last) in [(-9, -8), (5, 6), (-3, -2), (-1, 1)] {
                _ = try bookings.insert(LocumBooking(clinicianId: clinician, locationId: locations[0], range: try range(first, last), part: .full))
            }
            let listed = try bookings.list(today: today, limit: 10, offset: 0).map(\.booking.range)
            XCTAssertEqual(listed, [try range(-1, 1), try range(5, 6), try range(-3, -2), try range(-9, -8)])
            XCTAssertEqual(try bookings.list(today: today, limit: 1, offset: 3).map(\.location), ["Main"])
        }
    }

    /// rules.md, `locum_bookings`: one location a day, whoever writes.
    func testInsertAndUpdate_refuseTwoLocationsADay() throws {
        try within { _, bookings, clinician, locations in
            _ = try bookings.insert(LocumBooking(clinicianId: clinician, locationId: locations[0], range: try range(0, 3), part: .am))
            let clash = LocumBooking(clinicianId: clinician, locationId: locations[1], range: try range(3, 4), part: .pm)
            XCTAssertThrowsError(try bookings.insert(clash)) { XCTAssertEqual(($0 as? SQLiteError)?.message, "locum booked at two locations") }
            let id = try bookings.insert(LocumBooking(clinicianId: clinician, locationId: locations[1], range: try range(4, 4), part: .pm))
            var moved = try XCTUnwrap(bookings.find(id))
            moved.range = try range(2, 4)
            XCTAssertThrowsError(try bookings.update(moved))
            XCTAssertEqual(try bookings.overlapping(moved).map(\.locationId), [locations[0]])
        }
    }

    /// Leave and bookings are people's data: a clinician's visibility shows none.
    func testFind_showsACliniciansVisibilityNothing() throws {
        try within { db, bookings, clinician, locations in
            let id = try bookings.insert(LocumBooking(clinicianId: clinician, locationId: locations[0], range: try range(0, 0), part: .full))
            let others = LocumBookingRepository(db, .of(Account(id: 9, username: "c", name: "C", email: "c@example.com", role: .clinician, active: true)))
            XCTAssertNil(try others.find(id))
            XCTAssertEqual(try others.count(), 0)
            try others.delete(id)
            XCTAssertNotNil(try bookings.find(id))
        }
    }
}
