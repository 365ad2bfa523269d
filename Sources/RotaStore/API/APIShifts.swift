import Civil
import RotaDomain
import SQLite

/// Shifts in pages for other programs, by date, clinician and part.
package struct APIShifts {
    private let db: Connection
    private let visibility: Visibility

    package init(_ db: Connection, _ visibility: Visibility) {
        self.db = db
        self.visibility = visibility
    }

    package struct Item: Sendable {
        package let date: Day
        package let clinicianId: Int
        package let clinician: String
        package let span: Span
        package let kind: ShiftKind
        package let locationId: Int
        package let location: String

        /// Its place in the order: `2026-11-23/12/am`.
        package var key: String { "\(date.iso)/\(clinicianId)/\(span.rawValue)" }
    }

    /// After which item a page begins.
    package struct Place: Sendable {
        let date: Day
        let clinician: Int
        let span: Span

        /// Nil for what is no `Item.key`.
        package init?(key: String) {
            let parts = key.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 3, let date = Day(iso: parts[0]), let clinician = Int(parts[1]), let span = Span(rawValue: String(parts[2])) else { return nil }
            self.date = date
            self.clinician = clinician
            self.span = span
        }
    }

    /// What clinicians see.
    package func published(_ range: DayRange, clinician: Int?, after place: Place?, limit: Int) throws -> [Item] {
        try db.all(
            """
            SELECT published_days.date, shift.clinician_id, clinicians.name, shift.span, shift.kind, shift.location_id, locations.name
            FROM published_days
            JOIN publication_shifts AS shift ON shift.publication_id = published_days.publication_id AND shift.date = published_days.date
            JOIN clinicians ON clinicians.id = shift.clinician_id
            JOIN locations ON locations.id = shift.location_id
            WHERE published_days.date BETWEEN :first AND :last
              AND (:clinician IS NULL OR shift.clinician_id = :clinician)
              AND (published_days.date, shift.clinician_id, shift.span) > (:date, :person, :span)
            ORDER BY published_days.date, shift.clinician_id, shift.span
            LIMIT :limit
            """, parameters(range, clinician, place, limit), read)
    }

    /// What managers work on; nothing for who sees no drafts.
    package func draft(_ range: DayRange, clinician: Int?, after place: Place?, limit: Int) throws -> [Item] {
        guard visibility.seesDrafts else { return [] }
        return try db.all(
            """
            SELECT shifts.date, shifts.clinician_id, clinicians.name, shifts.span, shifts.kind, shifts.location_id, locations.name
            FROM shifts
            JOIN clinicians ON clinicians.id = shifts.clinician_id
            JOIN locations ON locations.id = shifts.location_id
            WHERE shifts.date BETWEEN :first AND :last
              AND (:clinician IS NULL OR shifts.clinician_id = :clinician)
              AND (shifts.date, shifts.clinician_id, shifts.span) > (:date, :person, :span)
            ORDER BY shifts.date, shifts.clinician_id, shifts.span
            LIMIT :limit
            """, parameters(range, clinician, place, limit), read)
    }

    private func parameters(_ range: DayRange, _ clinician: Int?, _ place: Place?, _ limit: Int) -> SQLParameters {
        [
            // The days before the place need not be walked through.
            "first": max(range.first, place?.date ?? range.first).iso, "last": range.last.iso, "clinician": clinician, "date": place?.date.iso ?? "",
            "person": place?.clinician ?? 0, "span": place?.span.rawValue ?? "", "limit": limit,
        ]
    }

    private func read(_ row: Row) throws -> Item {
        Item(
            date: try row.day(0), clinicianId: row.int(1), clinician: row.text(2), span: try row.word(3), kind: try row.word(4), locationId: row.int(5),
            location: row.text(6))
    }
}
