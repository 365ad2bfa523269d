import Civil
import RotaDomain
import SQLite

/// The versions of the rota that clinicians were shown (B5). A version never changes; rolling back makes a new one.
package struct PublicationRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// The newest first.
    package func all(limit: Int) throws -> [Publication] {
        try db.all(
            """
            SELECT id, first_on, last_on, rolled_back_id, published_at, published_by, shift_count, changed_days, changed_clinicians
            FROM publications
            ORDER BY id DESC
            LIMIT :limit
            """, ["limit": limit], publication)
    }

    package func find(_ id: Int) throws -> Publication? {
        try db.first(
            """
            SELECT id, first_on, last_on, rolled_back_id, published_at, published_by, shift_count, changed_days, changed_clinicians
            FROM publications
            WHERE id = :id
            """, ["id": id], publication)
    }

    /// The number that the next version gets.
    package func nextId() throws -> Int { try db.first("SELECT coalesce(max(id), 0) + 1 FROM publications") { $0.int(0) } ?? 1 }

    /// Has a later version taken it back?
    package func wasRolledBack(_ id: Int) throws -> Bool {
        try db.first("SELECT 1 FROM publications WHERE rolled_back_id = :id LIMIT 1", ["id": id]) { _ in true } ?? false
    }

    /// By date.
    package func days(of id: Int) throws -> [PublicationDay] {
        try db.all(
            """
            SELECT publication_days.date, publication_days.previous_id, published_days.publication_id = publication_days.publication_id
            FROM publication_days
            LEFT JOIN published_days ON published_days.date = publication_days.date
            WHERE publication_days.publication_id = :id
            ORDER BY publication_days.date
            """, ["id": id]
        ) { row in
            PublicationDay(date: try row.day(0), previousId: row.optionalInt(1), isStanding: row.bool(2))
        }
    }

    /// By version: how many dates it covers, and how many of them clinicians see now.
    package func spreads() throws -> [Int: PublicationSpread] {
        var spreads: [Int: PublicationSpread] = [:]
        try db.each(
            """
            SELECT publication_days.publication_id, count(*), count(*) - count(publication_days.previous_id), count(published_days.date)
            FROM publication_days
            LEFT JOIN published_days
                ON published_days.date = publication_days.date AND published_days.publication_id = publication_days.publication_id
            GROUP BY publication_days.publication_id
            """
        ) { row in
            spreads[row.int(0)] = PublicationSpread(days: row.int(1), newDays: row.int(2), standingDays: row.int(3))
        }
        return spreads
    }

    /// Of one version alone.
    package func spread(of id: Int) throws -> PublicationSpread? {
        try db.first(
            """
            SELECT count(*), count(*) - count(publication_days.previous_id), count(published_days.date)
            FROM publication_days
            LEFT JOIN published_days
                ON published_days.date = publication_days.date AND published_days.publication_id = publication_days.publication_id
            WHERE publication_days.publication_id = :id
            HAVING count(*) > 0
            """, ["id": id]
        ) { PublicationSpread(days: $0.int(0), newDays: $0.int(1), standingDays: $0.int(2)) }
    }

    package func lastPublishedDay() throws -> Day? {
        try db.first("SELECT max(date) FROM published_days") { try $0.optionalDay(0) } ?? nil
    }

    /// Which of these dates are published.
    package func publishedDays(_ range: DayRange) throws -> Set<Day> {
        Set(try db.all("SELECT date FROM published_days WHERE date BETWEEN :first AND :last", ["first": range.first.iso, "last": range.last.iso]) { try $0.day(0) })
    }

    /// Publishes the draft of every date of the range as a new version; answers its number.
    package func publish(_ range: DayRange, by actor: String, at now: Instant) throws -> Int {
        let id = try insert(range, rolledBack: nil, by: actor, at: now)
        for day in range.days { try stand(id, for: day) }
        try db.run(
            """
            INSERT INTO publication_shifts (publication_id, date, clinician_id, span, kind, location_id, pinned)
            SELECT :id, date, clinician_id, span, kind, location_id, pinned
            FROM shifts
            WHERE date BETWEEN :first AND :last
            """, ["id": id, "first": range.first.iso, "last": range.last.iso])
        try noteUnchanged(id)
        try count(id, from: try PublishedShifts(db).before(id))
        return id
    }

    /// Takes a version back on the dates where it stands: each shows again what stood before it; a date that had not been published before is
    /// published no longer. Answers the new version's number, nil when the version stands nowhere.
    package func rollBack(_ id: Int, by actor: String, at now: Instant) throws -> Int? {
        let standing = try days(of: id).filter(\.isStanding)
        guard let first = standing.first?.date, let last = standing.last?.date, let range = DayRange(first, last) else { return nil }
        let dates = Set(standing.map(\.date)), was = try PublishedShifts(db).held(by: id).filter { dates.contains($0.date) }
        let new = try insert(range, rolledBack: id, by: actor, at: now)
        for day in standing {
            guard let previous = day.previousId else {
                try db.run("DELETE FROM published_days WHERE date = :date", ["date": day.date.iso])
                continue
            }
            try stand(new, for: day.date)
            try db.run(
                """
                INSERT INTO publication_shifts (publication_id, date, clinician_id, span, kind, location_id, pinned)
                SELECT :new, date, clinician_id, span, kind, location_id, pinned
                FROM publication_shifts
                WHERE publication_id = :previous AND date = :date
                """, ["new": new, "previous": previous, "date": day.date.iso])
        }
        try noteUnchanged(new)
        try count(new, from: was)
        return new
    }

    /// Notes with each shift that the version before had on that date too since when it stands: a calendar tells what changed by it.
    private func noteUnchanged(_ id: Int) throws {
        try db.run(
            """
            UPDATE publication_shifts AS own
            SET since_id = (
                SELECT coalesce(was.since_id, was.publication_id)
                FROM publication_days
                JOIN publication_shifts AS was ON was.publication_id = publication_days.previous_id AND was.date = publication_days.date
                WHERE publication_days.publication_id = own.publication_id AND publication_days.date = own.date
                  AND was.clinician_id = own.clinician_id AND was.span = own.span AND was.kind = own.kind AND was.location_id = own.location_id)
            WHERE own.publication_id = :id
            """, ["id": id])
    }

    /// Keeps with a new version what it changed of what clinicians saw.
    private func count(_ id: Int, from before: [PracticeFile.Shift]) throws {
        let held = try PublishedShifts(db).held(by: id)
        let counts = PublicationCounts(shifts: held.count, RotaDifference(from: before, to: held))
        try db.run(
            """
            UPDATE publications SET shift_count = :shifts, changed_days = :days, changed_clinicians = :clinicians
            WHERE id = :id
            """, ["shifts": counts.shifts, "days": counts.changedDays, "clinicians": counts.changedClinicians, "id": id])
    }

    private func insert(_ range: DayRange, rolledBack: Int?, by actor: String, at now: Instant) throws -> Int {
        try db.insert(
            """
            INSERT INTO publications (first_on, last_on, rolled_back_id, published_at, published_by)
            VALUES (:first, :last, :rolledBack, :at, :by)
            """, ["first": range.first.iso, "last": range.last.iso, "rolledBack": rolledBack, "at": now.iso, "by": actor])
    }

    /// Makes the version the one that clinicians see for the date, and remembers which it was before.
    private func stand(_ id: Int, for day: Day) throws {
        try db.run(
            """
            INSERT INTO publication_days (publication_id, date, previous_id)
            VALUES (:id, :date, (SELECT publication_id FROM published_days WHERE date = :date))
            """, ["id": id, "date": day.iso])
        try db.run(
            """
            INSERT INTO published_days (date, publication_id) VALUES (:date, :id)
            ON CONFLICT (date) DO UPDATE SET publication_id = excluded.publication_id
            """, ["id": id, "date": day.iso])
    }

    private func publication(_ row: Row) throws -> Publication {
        Publication(
            id: row.int(0), range: try row.range(1, 2), rolledBackId: row.optionalInt(3), publishedAt: try row.instant(4), publishedBy: row.text(5),
            counts: PublicationCounts(shifts: row.int(6), changedDays: row.int(7), changedClinicians: row.int(8)))
    }
}
