import Civil
import RotaDomain
import SQLite

/// What waits for somebody's decision and was not told yet, whoever put it there: a page, an import, the passing of time.
package struct WaitingDecisions {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package struct Leave: Sendable, Equatable {
        package let id: Int
        package let clinician: String
        package let range: DayRange
    }

    package struct Generated: Sendable, Equatable {
        package let id: Int
        package let range: DayRange
    }

    package struct Expired: Sendable, Equatable {
        package let id: Int
        package let clinicianId: Int
        package let clinician: String
    }

    /// As much is told at a time; the rest a minute later.
    private static let most = 100

    package func leave() throws -> [Leave] {
        try db.all(
            """
            SELECT leave_requests.id, clinicians.name, leave_requests.first_on, leave_requests.last_on
            FROM leave_requests
            JOIN clinicians ON clinicians.id = leave_requests.clinician_id
            WHERE leave_requests.status = 'requested'
              AND NOT EXISTS (SELECT 1 FROM notices WHERE key = 'leave-requested/' || leave_requests.id)
            ORDER BY leave_requests.id
            LIMIT :most
            """, ["most": WaitingDecisions.most]) { Leave(id: $0.int(0), clinician: $0.text(1), range: try $0.range(2, 3)) }
    }

    /// Those that stood ready by then: whoever ordered one has looked at it by the time that others need telling.
    package func generations(readyBy: Instant) throws -> [Generated] {
        try db.all(
            """
            SELECT newest.id, newest.first_on, newest.last_on
            FROM (SELECT id, first_on, last_on, state, finished_at FROM generations ORDER BY id DESC LIMIT :most) AS newest
            WHERE newest.state = 'ready' AND newest.finished_at <= :by
              AND NOT EXISTS (SELECT 1 FROM notices WHERE notices.key = 'generation-waits/' || newest.id)
            ORDER BY newest.id
            """, ["most": WaitingDecisions.most, "by": readyBy.iso]) { Generated(id: $0.int(0), range: try $0.range(1, 2)) }
    }

    /// Invitations that ran out between the two instants and were neither taken up nor replaced.
    package func invitations(expiredFrom first: Instant, to last: Instant) throws -> [Expired] {
        try db.all(
            """
            SELECT invitations.id, clinicians.id, clinicians.name
            FROM invitations
            JOIN clinicians ON clinicians.id = invitations.clinician_id
            WHERE invitations.ended IS NULL AND invitations.expires_at BETWEEN :first AND :last
              AND NOT EXISTS (SELECT 1 FROM notices WHERE key = 'invitation-expired/' || invitations.id)
            ORDER BY invitations.id
            LIMIT :most
            """, ["first": first.iso, "last": last.iso, "most": WaitingDecisions.most]) { Expired(id: $0.int(0), clinicianId: $0.int(1), clinician: $0.text(2)) }
    }
}
