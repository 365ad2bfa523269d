import Civil
import RotaDomain
import SQLite

/// The shifts of versions, in the practice file's terms: what a version holds, what stood before it, what clinicians see now.
package struct PublishedShifts {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// What clinicians see now for these dates.
    package func standing(_ range: DayRange) throws -> [PracticeFile.Shift] {
        try db.all(
            """
            SELECT clinicians.code, published_days.date, publication_shifts.span, publication_shifts.kind, locations.name, publication_shifts.pinned
            FROM published_days
            JOIN publication_shifts ON publication_shifts.publication_id = published_days.publication_id AND publication_shifts.date = published_days.date
            JOIN clinicians ON clinicians.id = publication_shifts.clinician_id
            JOIN locations ON locations.id = publication_shifts.location_id
            WHERE published_days.date BETWEEN :first AND :last
            """, ["first": range.first.iso, "last": range.last.iso], shift)
    }

    /// What the version holds.
    package func held(by id: Int) throws -> [PracticeFile.Shift] {
        try db.all(
            """
            SELECT clinicians.code, publication_shifts.date, publication_shifts.span, publication_shifts.kind, locations.name, publication_shifts.pinned
            FROM publication_shifts
            JOIN clinicians ON clinicians.id = publication_shifts.clinician_id
            JOIN locations ON locations.id = publication_shifts.location_id
            WHERE publication_shifts.publication_id = :id
            """, ["id": id], shift)
    }

    /// What stood before the version on its dates.
    package func before(_ id: Int) throws -> [PracticeFile.Shift] {
        try db.all(
            """
            SELECT clinicians.code, publication_days.date, publication_shifts.span, publication_shifts.kind, locations.name, publication_shifts.pinned
            FROM publication_days
            JOIN publication_shifts ON publication_shifts.publication_id = publication_days.previous_id AND publication_shifts.date = publication_days.date
            JOIN clinicians ON clinicians.id = publication_shifts.clinician_id
            JOIN locations ON locations.id = publication_shifts.location_id
            WHERE publication_days.publication_id = :id
            """, ["id": id], shift)
    }

    private func shift(_ row: Row) throws -> PracticeFile.Shift {
        PracticeFile.Shift(clinician: row.text(0), date: try row.day(1), span: try row.word(2), kind: try row.word(3), location: row.text(4), pinned: row.bool(5))
    }
}
