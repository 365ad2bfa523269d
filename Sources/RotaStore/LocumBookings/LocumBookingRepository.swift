import Civil
import RotaDomain
import SQLite

/// What a list of bookings shows of each.
package struct LocumBookingRow: Sendable, Equatable {
    package let booking: LocumBooking
    package let clinician: String
    package let location: String

    package init(booking: LocumBooking, clinician: String, location: String) {
        self.booking = booking
        self.clinician = clinician
        self.location = location
    }
}

/// The locums' bookings. Managers see everybody's; with any other `Visibility` there are none.
package struct LocumBookingRepository {
    private let db: Connection
    private let seesAll: Bool

    package init(_ db: Connection, _ visibility: Visibility) {
        self.db = db
        seesAll = visibility.seesEverybody
    }

    package func find(_ id: Int) throws -> LocumBooking? {
        try db.first(
            """
            SELECT id, clinician_id, location_id, first_on, last_on, part, revision
            FROM locum_bookings
            WHERE id = :id AND :sees
            """, ["id": id, "sees": seesAll], read)
    }

    package func count() throws -> Int {
        try db.first("SELECT count(*) FROM locum_bookings WHERE :sees", ["sees": seesAll]) { $0.int(0) } ?? 0
    }

    /// What is under way or to come first, the soonest at the top; then what is over, the latest at the top.
    package func list(today: Day, limit: Int, offset: Int) throws -> [LocumBookingRow] {
        try db.all(
            """
            SELECT locum_bookings.id, clinician_id, location_id, first_on, last_on, part, locum_bookings.revision, clinicians.name, locations.name
            FROM locum_bookings
            JOIN clinicians ON clinicians.id = locum_bookings.clinician_id
            JOIN locations ON locations.id = locum_bookings.location_id
            WHERE :sees
            ORDER BY last_on < :today,
                CASE WHEN last_on >= :today THEN first_on END,
                first_on DESC,
                clinicians.name,
                locum_bookings.id
            LIMIT :limit OFFSET :offset
            """, ["sees": seesAll, "today": today.iso, "limit": limit, "offset": offset]
        ) { row in LocumBookingRow(booking: try read(row), clinician: row.text(7), location: row.text(8)) }
    }

    /// Bookings of the clinician on a date of this one, itself apart, in order of date.
    package func overlapping(_ booking: LocumBooking) throws -> [LocumBooking] {
        try db.all(
            """
            SELECT id, clinician_id, location_id, first_on, last_on, part, revision
            FROM locum_bookings
            WHERE clinician_id = :clinician
              AND id <> :id
              AND first_on <= :last AND :first <= last_on
              AND :sees
            ORDER BY first_on, id
            """,
            ["clinician": booking.clinicianId, "id": booking.id, "first": booking.range.first.iso, "last": booking.range.last.iso, "sees": seesAll], read)
    }

    /// Gives the new id. Throws a trigger's `SQLiteError` when the locum is booked elsewhere on one of the dates.
    package func insert(_ booking: LocumBooking) throws -> Int {
        try db.insert(
            """
            INSERT INTO locum_bookings (clinician_id, location_id, first_on, last_on, part)
            VALUES (:clinician, :location, :first, :last, :part)
            """,
            [
                "clinician": booking.clinicianId, "location": booking.locationId, "first": booking.range.first.iso, "last": booking.range.last.iso,
                "part": booking.part.rawValue,
            ])
    }

    /// False when the row has changed since this value was read. Throws as `insert` does.
    package func update(_ booking: LocumBooking) throws -> Bool {
        try db.run(
            """
            UPDATE locum_bookings
            SET clinician_id = :clinician, location_id = :location, first_on = :first, last_on = :last, part = :part, revision = revision + 1
            WHERE id = :id AND revision = :revision AND :sees
            """,
            [
                "clinician": booking.clinicianId, "location": booking.locationId, "first": booking.range.first.iso, "last": booking.range.last.iso,
                "part": booking.part.rawValue, "id": booking.id, "revision": booking.revision, "sees": seesAll,
            ]) > 0
    }

    package func delete(_ id: Int) throws {
        try db.run("DELETE FROM locum_bookings WHERE id = :id AND :sees", ["id": id, "sees": seesAll])
    }

    private func read(_ row: Row) throws -> LocumBooking {
        LocumBooking(
            id: row.int(0), clinicianId: row.int(1), locationId: row.int(2), range: try row.range(3, 4), part: try row.word(5),
            revision: row.int(6))
    }
}
