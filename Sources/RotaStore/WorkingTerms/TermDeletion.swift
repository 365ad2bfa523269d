import Civil
import RotaDomain
import SQLite

/// The deletion of a term with all that it destroys (S0.45): the clinician's shifts on its dates and the leave that overlaps it.
package struct TermDeletion {
    /// What goes, besides the term.
    package struct Counts: Sendable, Equatable {
        package let shifts: Int
        package let leave: Int

        package init(shifts: Int, leave: Int) {
            self.shifts = shifts
            self.leave = leave
        }
    }

    private let db: Connection
    private let term: WorkingTerm
    private let first: String
    private let last: String

    package init(_ db: Connection, _ term: WorkingTerm) {
        self.db = db
        self.term = term
        first = term.details.start.iso
        last = term.details.end?.iso ?? "9999-12-31"
    }

    package func counts() throws -> Counts {
        let shifts = try db.first(
            """
            SELECT count(*)
            FROM shifts
            WHERE clinician_id = :clinician AND date BETWEEN :first AND :last
            """, ["clinician": term.clinicianId, "first": first, "last": last]) { $0.int(0) }
        let leave = try db.first(
            """
            SELECT count(*)
            FROM leave_requests
            WHERE clinician_id = :clinician AND first_on <= :last AND last_on >= :first
            """, ["clinician": term.clinicianId, "first": first, "last": last]) { $0.int(0) }
        return Counts(shifts: shifts ?? 0, leave: leave ?? 0)
    }

    /// Every row that the deletion takes away, as JSON by table, for the audit log.
    package func copy() throws -> AuditFields {
        AuditFields([
            ("working_terms", try rows(
                """
                SELECT json_object('id', id, 'clinician_id', clinician_id, 'type', type, 'start_on', start_on, 'end_on', end_on, 'duty', duty,
                    'supervisor_id', supervisor_id, 'fte', fte, 'fixed_days', fixed_days, 'fixed_days_b', fixed_days_b, 'half_days', half_days,
                    'cannot_work', cannot_work, 'must_work', must_work, 'min_shifts', min_shifts, 'max_shifts', max_shifts,
                    'leave_entitlement', leave_entitlement)
                FROM working_terms
                WHERE id = :term
                """, ["term": term.id])),
            ("working_term_locations", try rows(
                """
                SELECT json_object('position', position, 'location', locations.name)
                FROM working_term_locations
                JOIN locations ON locations.id = location_id
                WHERE term_id = :term
                ORDER BY position
                """, ["term": term.id])),
            ("leave_adjustments", try rows(
                """
                SELECT json_object('amount', amount, 'reason', reason, 'made_by', made_by, 'made_at', made_at)
                FROM leave_adjustments
                WHERE term_id = :term
                ORDER BY id
                """, ["term": term.id])),
            ("shifts", try rows(
                """
                SELECT json_object('date', date, 'span', span, 'kind', kind, 'location', locations.name, 'pinned', pinned, 'overrides', overrides)
                FROM shifts
                JOIN locations ON locations.id = location_id
                WHERE clinician_id = :clinician AND date BETWEEN :first AND :last
                ORDER BY date, span
                """, ["clinician": term.clinicianId, "first": first, "last": last])),
            ("leave_requests", try rows(
                """
                SELECT json_object('first_on', first_on, 'last_on', last_on, 'part', part, 'type', type, 'status', status, 'note', note)
                FROM leave_requests
                WHERE clinician_id = :clinician AND first_on <= :last AND last_on >= :first
                ORDER BY first_on, id
                """, ["clinician": term.clinicianId, "first": first, "last": last])),
        ])
    }

    /// Destroys it all; call it in the transaction that wrote the copy.
    package func run() throws {
        _ = try db.run(
            "DELETE FROM shifts WHERE clinician_id = :clinician AND date BETWEEN :first AND :last",
            ["clinician": term.clinicianId, "first": first, "last": last])
        _ = try db.run(
            "DELETE FROM leave_requests WHERE clinician_id = :clinician AND first_on <= :last AND last_on >= :first",
            ["clinician": term.clinicianId, "first": first, "last": last])
        _ = try db.run("DELETE FROM working_terms WHERE id = :term", ["term": term.id])
    }

    private func rows(_ sql: StaticString, _ parameters: SQLParameters) throws -> String {
        "[\(try db.all(sql, parameters) { $0.text(0) }.joined(separator: ","))]"
    }
}
