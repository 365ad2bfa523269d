import Civil
import RotaDomain
import SQLite

/// The clinicians' calendar addresses, and what stands behind them.
package struct CalendarFeedRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func find(_ clinicianId: Int) throws -> CalendarFeed? {
        try db.first(
            """
            SELECT calendar_feeds.clinician_id, calendar_feeds.account_id, calendar_marks.mark, calendar_feeds.created_at, calendar_feeds.last_read_at
            FROM calendar_feeds
            JOIN calendar_marks ON calendar_marks.clinician_id = calendar_feeds.clinician_id
            WHERE calendar_feeds.clinician_id = :clinician
            """, ["clinician": clinicianId], read)
    }

    /// The feed at a secret address; none where its clinician has left, or is no longer whose account turned it on.
    package func find(tokenHash: [UInt8]) throws -> CalendarFeed? {
        try db.first(
            """
            SELECT calendar_feeds.clinician_id, calendar_feeds.account_id, calendar_marks.mark, calendar_feeds.created_at, calendar_feeds.last_read_at
            FROM calendar_feeds
            JOIN calendar_marks ON calendar_marks.clinician_id = calendar_feeds.clinician_id
            JOIN clinicians ON clinicians.id = calendar_feeds.clinician_id AND clinicians.account_id = calendar_feeds.account_id AND clinicians.active = 1
            JOIN accounts ON accounts.id = calendar_feeds.account_id AND accounts.active = 1
            WHERE calendar_feeds.token_hash = :hash
            """, ["hash": tokenHash], read)
    }

    /// Turns the feed on, or gives it another address: the one before leads nowhere from then on.
    /// - Parameter mark: for the events' ids, where the clinician has never had a calendar; else they keep the one they had.
    package func set(_ clinicianId: Int, account: Int, tokenHash: [UInt8], mark: String, at now: Instant) throws {
        try db.run(
            """
            INSERT INTO calendar_marks (clinician_id, mark)
            VALUES (:clinician, :mark)
            ON CONFLICT (clinician_id) DO NOTHING
            """, ["clinician": clinicianId, "mark": mark])
        try db.run(
            """
            INSERT INTO calendar_feeds (clinician_id, account_id, token_hash, created_at)
            VALUES (:clinician, :account, :hash, :at)
            ON CONFLICT (clinician_id) DO UPDATE SET
                account_id = excluded.account_id,
                token_hash = excluded.token_hash,
                created_at = excluded.created_at,
                last_read_at = NULL
            """, ["clinician": clinicianId, "account": account, "hash": tokenHash, "at": now.iso])
    }

    /// False when there is none.
    package func delete(_ clinicianId: Int) throws -> Bool {
        try db.run("DELETE FROM calendar_feeds WHERE clinician_id = :clinician", ["clinician": clinicianId]) > 0
    }

    package func touch(_ clinicianId: Int, at now: Instant) throws {
        try db.run("UPDATE calendar_feeds SET last_read_at = :at WHERE clinician_id = :clinician", ["at": now.iso, "clinician": clinicianId])
    }

    /// Published shifts and approved leave; nil before the practice has been set up.
    package func contents(_ clinicianId: Int, _ range: DayRange) throws -> CalendarContents? {
        let shifts = try shifts(clinicianId, range), leave = try leave(clinicianId, range)
        return try db.first("SELECT am_from, am_to, pm_from, pm_to, name, times_revision, times_changed_at FROM practice") { row in
            CalendarContents(
                practice: row.text(4), times: try row.partTimes(0), timesRevision: row.int(5), timesChangedAt: try row.optionalInstant(6), shifts: shifts, leave: leave)
        }
    }

    private func shifts(_ clinicianId: Int, _ range: DayRange) throws -> [CalendarShift] {
        try db.all(
            """
            SELECT published_days.date, shift.span, shift.kind, locations.name, publications.id, publications.published_at
            FROM published_days
            JOIN publication_shifts AS shift
                ON shift.publication_id = published_days.publication_id AND shift.date = published_days.date AND shift.clinician_id = :clinician
            JOIN locations ON locations.id = shift.location_id
            JOIN publications ON publications.id = coalesce(shift.since_id, shift.publication_id)
            WHERE published_days.date BETWEEN :first AND :last
            ORDER BY published_days.date, shift.span
            """, ["clinician": clinicianId, "first": range.first.iso, "last": range.last.iso]
        ) { row in
            CalendarShift(
                date: try row.day(0), span: try row.word(1), kind: try row.word(2), location: row.text(3), sinceVersion: row.int(4), since: try row.instant(5))
        }
    }

    private func leave(_ clinicianId: Int, _ range: DayRange) throws -> [CalendarLeave] {
        try db.all(
            """
            SELECT id, first_on, last_on, part, revision,
                   (SELECT max(at) FROM audit_entries WHERE subject_kind = 'leave' AND subject_id = leave_requests.id)
            FROM leave_requests
            WHERE clinician_id = :clinician AND first_on <= :last AND last_on >= :first AND status = 'approved'
            ORDER BY first_on, id
            """, ["clinician": clinicianId, "first": range.first.iso, "last": range.last.iso]
        ) { row in
            CalendarLeave(id: row.int(0), range: try row.range(1, 2), part: try row.word(3), revision: row.int(4), changedAt: try row.optionalInstant(5))
        }
    }

    private func read(_ row: Row) throws -> CalendarFeed {
        CalendarFeed(
            clinicianId: row.int(0), accountId: row.int(1), mark: row.text(2), createdAt: try row.instant(3), lastReadAt: try row.optionalInstant(4))
    }
}
