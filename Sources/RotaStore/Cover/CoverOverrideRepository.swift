import Civil
import RotaDomain
import SQLite

/// What single dates need in place of the usual week.
package struct CoverOverrideRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// From a date on, in order of date, part and location.
    package func all(from day: Day) throws -> [CoverOverride] {
        try db.all(
            """
            SELECT date, part, location_id, minimum, duty
            FROM cover_overrides
            WHERE date >= :date
            ORDER BY date, part, location_id
            """, ["date": day.iso], read)
    }

    /// Before a date, the latest first.
    package func all(before day: Day) throws -> [CoverOverride] {
        try db.all(
            """
            SELECT date, part, location_id, minimum, duty
            FROM cover_overrides
            WHERE date < :date
            ORDER BY date DESC, part, location_id
            """, ["date": day.iso], read)
    }

    package func find(_ place: CoverDate) throws -> CoverOverride? {
        try db.first(
            """
            SELECT date, part, location_id, minimum, duty
            FROM cover_overrides
            WHERE date = :date AND part = :part AND location_id = :location
            """, ["date": place.day.iso, "part": place.part.rawValue, "location": place.locationId], read)
    }

    /// Adds or changes.
    package func set(_ override: CoverOverride) throws {
        try db.run(
            """
            INSERT INTO cover_overrides (date, part, location_id, minimum, duty)
            VALUES (:date, :part, :location, :minimum, :duty)
            ON CONFLICT (date, part, location_id) DO UPDATE SET minimum = excluded.minimum, duty = excluded.duty
            """,
            [
                "date": override.place.day.iso, "part": override.place.part.rawValue, "location": override.place.locationId,
                "minimum": override.need.minimum, "duty": override.need.duty,
            ])
    }

    package func delete(_ place: CoverDate) throws {
        try db.run(
            """
            DELETE FROM cover_overrides
            WHERE date = :date AND part = :part AND location_id = :location
            """, ["date": place.day.iso, "part": place.part.rawValue, "location": place.locationId])
    }

    private func read(_ row: Row) throws -> CoverOverride {
        CoverOverride(
            place: CoverDate(day: try row.day(0), part: try row.word(1), locationId: row.int(2)),
            need: CoverNeed(minimum: row.int(3), duty: row.int(4)))
    }
}
