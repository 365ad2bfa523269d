import Civil
import RotaDomain
import SQLite

/// A shift as a clinician's pages show it; it cannot be saved.
package struct ShiftLine: Sendable, Equatable {
    package let date: Day
    package let span: Span
    package let kind: ShiftKind
    package let location: String
    package let pinned: Bool
}

/// Leave as a clinician's pages show it; it cannot be saved.
package struct LeaveLine: Sendable, Equatable {
    package let range: DayRange
    package let part: Span
    package let type: String
    package let status: LeaveStatus
}

/// One act on a clinician or a term of theirs, from the audit log.
package struct ActLine: Sendable, Equatable {
    package let at: Instant
    package let actor: String
    package let action: String
}

/// A clinician's shifts, leave and past changes. Shifts are the draft's, so only those who see drafts get any.
package struct ClinicianHistory {
    private let db: Connection
    private let visibility: Visibility
    private let clinicianId: Int

    package init(_ db: Connection, _ visibility: Visibility, of clinicianId: Int) {
        self.db = db
        self.visibility = visibility
        self.clinicianId = clinicianId
    }

    /// Earliest first.
    package func shifts(from day: Day, limit: Int) throws -> [ShiftLine] {
        guard visibility.seesEverybody else { return [] }
        return try db.all(
            """
            SELECT shifts.date, shifts.span, shifts.kind, locations.name, shifts.pinned
            FROM shifts
            JOIN locations ON locations.id = shifts.location_id
            WHERE shifts.clinician_id = :clinician AND shifts.date >= :from
            ORDER BY shifts.date, shifts.span
            LIMIT :limit
            """, ["clinician": clinicianId, "from": day.iso, "limit": limit], readShift)
    }

    /// Latest first, up to the last date.
    package func shifts(from first: Day, to last: Day, limit: Int) throws -> [ShiftLine] {
        guard visibility.seesEverybody else { return [] }
        return try db.all(
            """
            SELECT shifts.date, shifts.span, shifts.kind, locations.name, shifts.pinned
            FROM shifts
            JOIN locations ON locations.id = shifts.location_id
            WHERE shifts.clinician_id = :clinician AND shifts.date BETWEEN :first AND :last
            ORDER BY shifts.date DESC, shifts.span
            LIMIT :limit
            """, ["clinician": clinicianId, "first": first.iso, "last": last.iso, "limit": limit], readShift)
    }

    /// How many shifts stand after a date.
    package func shiftCount(after day: Day) throws -> Int {
        try db.first(
            "SELECT count(*) FROM shifts WHERE clinician_id = :clinician AND date > :day", ["clinician": clinicianId, "day": day.iso]) { $0.int(0) } ?? 0
    }

    /// Earliest first: the leave that begins nearest to a day, of all there is or of what touches the dates.
    package func leave(from first: Day? = nil, to last: Day? = nil, near day: Day, limit: Int) throws -> [LeaveLine] {
        try db.all(
            """
            SELECT first_on, last_on, part, type, status
            FROM leave_requests
            WHERE clinician_id = :clinician AND first_on <= :last AND last_on >= :first
            ORDER BY abs(julianday(first_on) - julianday(:day)), id
            LIMIT :limit
            """, ["clinician": clinicianId, "first": first?.iso ?? "", "last": last?.iso ?? "9999-12-31", "day": day.iso, "limit": limit]
        ) { row in
            LeaveLine(range: try row.range(0, 1), part: try row.word(2), type: row.text(3), status: try row.word(4))
        }.sorted { $0.range.first < $1.range.first }
    }

    /// Latest first: what was done to the clinician's record and terms.
    package func acts(limit: Int) throws -> [ActLine] {
        try db.all(
            """
            SELECT at, actor, action
            FROM audit_entries
            WHERE id IN (
                SELECT id FROM audit_entries WHERE subject_kind = 'clinician' AND subject_id = :clinician
                UNION ALL
                SELECT id FROM audit_entries
                WHERE subject_kind = 'working term' AND subject_id IN (SELECT id FROM working_terms WHERE clinician_id = :clinician))
            ORDER BY id DESC
            LIMIT :limit
            """, ["clinician": clinicianId, "limit": limit]
        ) { ActLine(at: try $0.instant(0), actor: $0.text(1), action: $0.text(2)) }
    }

    private func readShift(_ row: Row) throws -> ShiftLine {
        ShiftLine(date: try row.day(0), span: try row.word(1), kind: try row.word(2), location: row.text(3), pinned: row.bool(4))
    }
}
