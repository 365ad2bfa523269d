import SQLite

/// What names a location, which therefore can't be removed.
package struct LocationUses: Sendable, Equatable {
    /// The clinicians whose terms name it, in order of name.
    package let clinicians: [String]
    package let bookings: Int
    /// Counted up to `most`, as those published are.
    package let shifts: Int
    package let publishedShifts: Int
    /// Cover overrides of single dates, which go with it.
    package let overrides: Int

    /// Nobody needs to know more exactly, and ten years of shifts take long to count.
    package static let most = 10_000

    package init(clinicians: [String], bookings: Int, shifts: Int, publishedShifts: Int, overrides: Int) {
        self.clinicians = clinicians
        self.bookings = bookings
        self.shifts = shifts
        self.publishedShifts = publishedShifts
        self.overrides = overrides
    }

    package var isFree: Bool { clinicians.isEmpty && bookings == 0 && shifts == 0 && publishedShifts == 0 }

    package static func of(_ location: Int, _ db: Connection) throws -> LocationUses {
        let clinicians = try db.all(
            """
            SELECT DISTINCT clinicians.name
            FROM working_term_locations
            JOIN working_terms ON working_terms.id = working_term_locations.term_id
            JOIN clinicians ON clinicians.id = working_terms.clinician_id
            WHERE working_term_locations.location_id = :location
            ORDER BY clinicians.name
            """, ["location": location]) { $0.text(0) }
        let counts = try db.first(
            """
            SELECT
                (SELECT count(*) FROM locum_bookings WHERE location_id = :location),
                (SELECT count(*) FROM (SELECT 1 FROM shifts WHERE location_id = :location LIMIT :most)),
                (SELECT count(*) FROM (SELECT 1 FROM publication_shifts WHERE location_id = :location LIMIT :most)),
                (SELECT count(*) FROM cover_overrides WHERE location_id = :location)
            """, ["location": location, "most": most]) { row in (row.int(0), row.int(1), row.int(2), row.int(3)) } ?? (0, 0, 0, 0)
        return LocationUses(clinicians: clinicians, bookings: counts.0, shifts: counts.1, publishedShifts: counts.2, overrides: counts.3)
    }
}
