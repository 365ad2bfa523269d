import Civil
import RotaDomain
import SQLite

/// What each half-day of the usual week needs at each location.
package struct CoverRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func all() throws -> [CoverPlace: CoverNeed] {
        var needs: [CoverPlace: CoverNeed] = [:]
        try db.each("SELECT weekday, part, location_id, minimum, duty FROM cover") { row in
            needs[CoverPlace(weekday: try row.word(0), part: try row.word(1), locationId: row.int(2))] = CoverNeed(minimum: row.int(3), duty: row.int(4))
        }
        return needs
    }

    package func set(_ need: CoverNeed, at place: CoverPlace) throws {
        try db.run(
            """
            INSERT INTO cover (weekday, part, location_id, minimum, duty)
            VALUES (:weekday, :part, :location, :minimum, :duty)
            ON CONFLICT (weekday, part, location_id) DO UPDATE SET minimum = excluded.minimum, duty = excluded.duty
            """,
            [
                "weekday": place.weekday.rawValue, "part": place.part.rawValue, "location": place.locationId, "minimum": need.minimum,
                "duty": need.duty,
            ])
    }

    /// One row for each open part and location and no other (rules.md, `cover`): new places need none, closed ones are forgotten.
    package func matchOpening() throws {
        try db.run(
            """
            DELETE FROM cover
            WHERE NOT EXISTS (SELECT 1 FROM opening WHERE opening.weekday = cover.weekday AND opening.part = cover.part)
            """)
        try PracticeRepository(db).completeCover()
    }
}
