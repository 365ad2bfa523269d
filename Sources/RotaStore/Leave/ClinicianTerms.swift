import Civil
import RotaDomain
import SQLite

/// A clinician to choose from a list.
package struct ClinicianChoice: Sendable, Equatable {
    package let id: Int
    package let name: String
    package let active: Bool

    package init(id: Int, name: String, active: Bool) {
        self.id = id
        self.name = name
        self.active = active
    }
}

/// When a clinician's term runs, and its kind.
package struct TermDates: Sendable, Equatable {
    package let type: TermType
    package let first: Day
    /// Nil while it is open.
    package let last: Day?

    package func contains(_ day: Day) -> Bool { first <= day && last.map { day <= $0 } ?? true }

    /// "1 September to 31 December 2026", "from 1 September 2026"
    package var words: String { last.flatMap { DayRange(first, $0) }?.words ?? "from \(first.words)" }
}

/// Who there is and when they are employed, for forms that book people or record their leave.
package struct ClinicianTerms {
    private let db: Connection
    private let seesAll: Bool

    package init(_ db: Connection, _ visibility: Visibility) {
        self.db = db
        seesAll = visibility.seesEverybody
    }

    /// Everybody, in order of name.
    package func choices() throws -> [ClinicianChoice] {
        try db.all("SELECT id, name, active FROM clinicians WHERE :sees ORDER BY name, id", ["sees": seesAll], choice)
    }

    /// Those with a locum term at any time, in order of name.
    package func locums() throws -> [ClinicianChoice] {
        try db.all(
            """
            SELECT id, name, active
            FROM clinicians
            WHERE EXISTS (SELECT 1 FROM working_terms WHERE clinician_id = clinicians.id AND type = 'locum')
              AND :sees
            ORDER BY name, id
            """, ["sees": seesAll], choice)
    }

    package func find(_ id: Int) throws -> ClinicianChoice? {
        try db.first("SELECT id, name, active FROM clinicians WHERE id = :id AND :sees", ["id": id, "sees": seesAll], choice)
    }

    /// In order of start.
    package func terms(of clinician: Int) throws -> [TermDates] {
        try db.all(
            """
            SELECT type, start_on, end_on
            FROM working_terms
            WHERE clinician_id = :clinician AND :sees
            ORDER BY start_on
            """, ["clinician": clinician, "sees": seesAll]
        ) { row in
            TermDates(type: try row.word(0), first: try row.day(1), last: try row.optionalDay(2))
        }
    }

    private func choice(_ row: Row) -> ClinicianChoice { ClinicianChoice(id: row.int(0), name: row.text(1), active: row.bool(2)) }
}
