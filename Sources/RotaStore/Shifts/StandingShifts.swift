import Civil
import RotaDomain
import SQLite

/// A shift of the rota with the names that a list shows.
package struct StandingShift: Sendable, Equatable {
    package let id: Int
    package let clinicianId: Int
    package let clinician: String
    package let day: Day
    package let span: Span
    package let kind: ShiftKind
    package let location: String
    package let pinned: Bool

    package init(id: Int, clinicianId: Int, clinician: String, day: Day, span: Span, kind: ShiftKind, location: String, pinned: Bool) {
        self.id = id
        self.clinicianId = clinicianId
        self.clinician = clinician
        self.day = day
        self.span = span
        self.kind = kind
        self.location = location
        self.pinned = pinned
    }
}

/// The shifts of the rota that leave, a closure, a booking or an opening time touches.
///
/// For those who may change any of these: with any other `Visibility` there are none.
package struct StandingShifts {
    private let db: Connection
    private let seesAll: Bool

    package init(_ db: Connection, _ visibility: Visibility) {
        self.db = db
        seesAll = visibility.seesEverybody
    }

    /// Of one clinician, those that share a part with `span` of a date of the range; in order of date.
    package func all(of clinician: Int, in range: DayRange, _ span: Span) throws -> [StandingShift] {
        try db.all(
            """
            SELECT shifts.id, clinicians.id, clinicians.name, shifts.date, shifts.span, shifts.kind, locations.name, shifts.pinned
            FROM shifts
            JOIN clinicians ON clinicians.id = shifts.clinician_id
            JOIN locations ON locations.id = shifts.location_id
            WHERE shifts.clinician_id = :clinician
              AND shifts.date BETWEEN :first AND :last
              AND (:span = 'full' OR shifts.span IN ('full', :span))
              AND :sees
            ORDER BY shifts.date, shifts.span
            """,
            ["clinician": clinician, "first": range.first.iso, "last": range.last.iso, "span": span.rawValue, "sees": seesAll]
        ) { row in
            StandingShift(
                id: row.int(0), clinicianId: row.int(1), clinician: row.text(2), day: try row.day(3), span: try row.word(4),
                kind: try row.word(5), location: row.text(6), pinned: row.bool(7))
        }
    }

    /// How many of anybody's share a part with the span of that date.
    package func count(on day: Day, _ span: Span) throws -> Int {
        try db.first(
            """
            SELECT count(*)
            FROM shifts
            WHERE date = :date
              AND (:span = 'full' OR span IN ('full', :span))
              AND :sees
            """, ["date": day.iso, "span": span.rawValue, "sees": seesAll]) { $0.int(0) } ?? 0
    }

    /// From a date on, how many of anybody's take in this half-day of the week.
    package func count(on weekday: Weekday, _ part: Part, from day: Day) throws -> Int {
        try db.first(
            """
            SELECT count(*)
            FROM shifts
            WHERE date >= :date
              AND strftime('%w', date) = :weekday
              AND span IN ('full', :part)
              AND :sees
            """,
            ["date": day.iso, "weekday": String((weekday.index + 1) % 7), "part": part.rawValue, "sees": seesAll]
        ) { $0.int(0) } ?? 0
    }

    /// Takes the parts of `span` out of a shift: a whole-day shift keeps its other half, every other one goes.
    package func remove(_ span: Span, from shift: StandingShift) throws {
        let rest = shift.span.parts.filter { !span.covers($0) }
        guard let kept = Span(parts: rest) else {
            try db.run("DELETE FROM shifts WHERE id = :id", ["id": shift.id])
            return
        }
        try db.run("UPDATE shifts SET span = :span WHERE id = :id", ["span": kept.rawValue, "id": shift.id])
    }
}
