import Civil
import RotaDomain
import SQLite

/// The practice's row, its opening parts and its supervisor groups.
package struct PracticeRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// Nil before the practice has been set up.
    package func find() throws -> PracticeRecord? {
        try db.first(
            """
            SELECT name, nation, full_time_parts, duty_span, counts_towards_minimum, protected_until, protected_weeks, rota_revision,
                   facts_revision, revision, am_from, am_to, pm_from, pm_to
            FROM practice
            """
        ) { row in
            PracticeRecord(
                name: row.text(0), nation: try row.word(1), fullTimeParts: row.double(2),
                dutySpan: try row.word(3), countsTowardsMinimum: try PracticeRepository.termTypes(row, 4),
                protectedUntil: try row.optionalDay(5), protectedWeeks: row.int(6), rotaRevision: row.int(7),
                factsRevision: row.int(8), times: try row.partTimes(10), revision: row.int(9))
        }
    }

    /// Nil before the practice has been set up.
    package func name() throws -> String? { try db.first("SELECT name FROM practice") { $0.text(0) } }

    /// Adds the practice, or changes its settings; the rota's revision stays.
    package func save(_ practice: PracticeRecord) throws {
        _ = try db.run(
            """
            INSERT INTO practice (id, name, nation, full_time_parts, duty_span, counts_towards_minimum, protected_until, protected_weeks)
            VALUES (1, :name, :nation, :parts, :span, :counts, :until, :weeks)
            ON CONFLICT (id) DO UPDATE SET
                name = excluded.name,
                nation = excluded.nation,
                full_time_parts = excluded.full_time_parts,
                duty_span = excluded.duty_span,
                counts_towards_minimum = excluded.counts_towards_minimum,
                protected_until = excluded.protected_until,
                protected_weeks = excluded.protected_weeks,
                revision = revision + 1
            """,
            [
                "name": practice.name, "nation": practice.nation.rawValue, "parts": practice.fullTimeParts, "span": practice.dutySpan.rawValue,
                "counts": "[" + practice.countsTowardsMinimum.map { "\"\($0.rawValue)\"" }.joined(separator: ",") + "]",
                "until": practice.protectedUntil?.iso, "weeks": practice.protectedWeeks,
            ])
    }

    /// When the parts begin and end by the clock; nil before the practice has been set up.
    package func times() throws -> PartTimes? { try db.first("SELECT am_from, am_to, pm_from, pm_to FROM practice") { try $0.partTimes(0) } }

    package func setTimes(_ times: PartTimes, at now: Instant) throws {
        try db.run(
            """
            UPDATE practice
            SET am_from = :amFrom, am_to = :amTo, pm_from = :pmFrom, pm_to = :pmTo, times_revision = times_revision + 1, times_changed_at = :at
            """, ["amFrom": times.am.from.iso, "amTo": times.am.to.iso, "pmFrom": times.pm.from.iso, "pmTo": times.pm.to.iso, "at": now.iso])
    }

    /// The usual week; a weekday that is absent is closed.
    package func opening() throws -> [Weekday: Set<Part>] {
        var open: [Weekday: Set<Part>] = [:]
        try db.each("SELECT weekday, part FROM opening") { row in
            open[try row.word(0), default: []].insert(try row.word(1))
        }
        return open
    }

    package func setOpening(_ open: [Weekday: Set<Part>]) throws {
        _ = try db.run("DELETE FROM opening")
        for (weekday, parts) in open {
            for part in parts { _ = try db.run("INSERT INTO opening (weekday, part) VALUES (:weekday, :part)", ["weekday": weekday.rawValue, "part": part.rawValue]) }
        }
    }

    /// Adds a cover row of none needed for each open part and location that has no row, so that the requirements are complete.
    package func completeCover() throws {
        _ = try db.run(
            """
            INSERT INTO cover (weekday, part, location_id, minimum, duty)
            SELECT opening.weekday, opening.part, locations.id, 0, 0
            FROM opening CROSS JOIN locations
            WHERE true
            ON CONFLICT DO NOTHING
            """)
    }

    private static func termTypes(_ row: Row, _ column: Int) throws -> [TermType] {
        try row.text(column).split(whereSeparator: { "[]\", ".contains($0) }).map { word in
            guard let type = TermType(rawValue: String(word)) else { throw StoredValueError(column: column, text: row.text(column)) }
            return type
        }
    }
}

extension Row {
    /// Four columns from this one: morning from and to, afternoon from and to.
    func partTimes(_ column: Int) throws -> PartTimes {
        let times = try (0..<4).map { try time(column + $0) }
        guard let times = PartTimes(amFrom: times[0], amTo: times[1], pmFrom: times[2], pmTo: times[3]) else { throw StoredValueError(column: column, text: text(column)) }
        return times
    }

    private func time(_ column: Int) throws -> TimeOfDay {
        guard let time = TimeOfDay(iso: text(column)) else { throw StoredValueError(column: column, text: text(column)) }
        return time
    }
}
