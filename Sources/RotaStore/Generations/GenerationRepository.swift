import Civil
import RotaDomain
import SQLite

/// Generations of rotas: the job queue, its progress, and the proposals that came of it.
package struct GenerationRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func insert(_ order: GenerationOrder, by actor: String, at now: Instant) throws -> Int {
        try db.insert(
            """
            INSERT INTO generations (state, first_on, last_on, mode, override_protected, protected_until, seed, requested_by, requested_at, curve, rota_revision)
            VALUES ('queued', :first, :last, :mode, :override, :protected, :seed, :by, :at, '', :revision)
            """,
            [
                "first": order.range.first.iso, "last": order.range.last.iso, "mode": order.mode.rawValue, "override": order.overrideProtected,
                "protected": order.protectedUntil?.iso, "seed": order.seed, "by": actor, "at": now.iso, "revision": order.rotaRevision,
            ])
    }

    package func find(_ id: Int) throws -> Generation? {
        try db.first(
            """
            SELECT id, state, first_on, last_on, mode, override_protected, seed, rota_revision, requested_by, requested_at, finished_at,
                   cancel_requested, steps_done, steps_total, phase, curve, failure, protected_until, end_requested, least
            FROM generations
            WHERE id = :id
            """, ["id": id], generation)
    }

    /// The newest first.
    package func recent(limit: Int) throws -> [Generation] {
        try db.all(
            """
            SELECT id, state, first_on, last_on, mode, override_protected, seed, rota_revision, requested_by, requested_at, finished_at,
                   cancel_requested, steps_done, steps_total, phase, curve, failure, protected_until, end_requested, least
            FROM generations
            ORDER BY id DESC
            LIMIT :limit
            """, ["limit": limit], generation)
    }

    /// The one that waits or runs; there is never a second.
    package func underWay() throws -> Int? {
        try db.first("SELECT id FROM generations WHERE state IN ('queued', 'running') ORDER BY id LIMIT 1") { $0.int(0) }
    }

    /// Those that were generated and are neither saved nor discarded.
    package func waiting() throws -> [Generation] { try recent(limit: 100).filter { $0.state == .ready } }

    /// The rota file and the report that a finished generation left; nil before.
    package func proposal(_ id: Int) throws -> (rota: String, report: String)? {
        try db.first("SELECT rota, report FROM generations WHERE id = :id AND rota IS NOT NULL", ["id": id]) { ($0.text(0), $0.text(1)) }
    }

    /// Takes the next one that waits, so that nobody else does; nil when none waits.
    package func startNext() throws -> Int? {
        try db.first(
            """
            UPDATE generations SET state = 'running'
            WHERE id = (SELECT id FROM generations WHERE state = 'queued' ORDER BY id LIMIT 1)
            RETURNING id
            """) { $0.int(0) }
    }

    /// Notes how far it has come; answers what is wanted of it.
    package func record(_ stage: GenerationStage, of id: Int) throws -> GenerationWish {
        try db.first(
            """
            UPDATE generations SET steps_done = :done, steps_total = :total, phase = :phase, curve = :curve
            WHERE id = :id
            RETURNING cancel_requested, end_requested
            """, ["done": stage.stepsDone, "total": stage.stepsTotal, "phase": stage.phase, "curve": stage.curve.text, "id": id]
        ) { Self.wish($0) } ?? .cancel
    }

    /// What is wanted of it.
    package func wish(_ id: Int) throws -> GenerationWish {
        try db.first(
            """
            SELECT cancel_requested, end_requested
            FROM generations
            WHERE id = :id
            """, ["id": id]
        ) { Self.wish($0) } ?? .cancel
    }

    private static func wish(_ row: Row) -> GenerationWish { row.bool(0) ? .cancel : row.bool(1) ? .end : .goOn }

    /// Notes what no rota of its dates is short of less than.
    package func record(_ least: MissingHalfDays, of id: Int) throws {
        try db.run("UPDATE generations SET least = :least WHERE id = :id", ["least": least.text, "id": id])
    }

    /// Keeps what a running generation found; false, and nothing kept, when it was cancelled meanwhile.
    package func finish(_ id: Int, rota: String, report: String, at now: Instant) throws -> Bool {
        try db.run(
            """
            UPDATE generations SET state = 'ready', rota = :rota, report = :report, finished_at = :at
            WHERE id = :id AND state = 'running' AND cancel_requested = 0
            """, ["rota": rota, "report": report, "at": now.iso, "id": id]) == 1
    }

    /// Asks the work to end; a generation that has not begun ends at once. False when there was nothing to cancel.
    package func cancel(_ id: Int, at now: Instant) throws -> Bool {
        let waiting = try db.run("UPDATE generations SET state = 'cancelled', finished_at = :at WHERE id = :id AND state = 'queued'", ["at": now.iso, "id": id])
        let running = try db.run("UPDATE generations SET cancel_requested = 1 WHERE id = :id AND state = 'running'", ["id": id])
        return waiting + running > 0
    }

    /// Asks the work to stop with the best rota so far, which is the first where it has not begun; false when there was nothing to stop.
    package func end(_ id: Int) throws -> Bool {
        try db.run(
            "UPDATE generations SET end_requested = 1 WHERE id = :id AND state IN ('queued', 'running') AND cancel_requested = 0 AND end_requested = 0",
            ["id": id]) == 1
    }

    /// Moves it on; false when it is no longer in the first state.
    package func move(_ id: Int, from old: GenerationState, to new: GenerationState, failure: String? = nil, at now: Instant) throws -> Bool {
        let isMoved = try db.run(
            """
            UPDATE generations SET state = :new, failure = :failure, finished_at = coalesce(finished_at, :at)
            WHERE id = :id AND state = :old
            """, ["new": new.rawValue, "failure": failure, "at": now.iso, "id": id, "old": old.rawValue]) == 1
        if isMoved { try GapAccountRepository(db).removeAll(of: id) }
        return isMoved
    }

    /// What a program that was stopped left running can't be taken up again; answers their ids.
    package func failInterrupted(_ reason: String, at now: Instant) throws -> [Int] {
        let failed = try db.all(
            """
            UPDATE generations SET state = 'failed', failure = :reason, finished_at = :at
            WHERE state = 'running'
            RETURNING id
            """, ["reason": reason, "at": now.iso]) { $0.int(0) }
        for id in failed { try GapAccountRepository(db).removeAll(of: id) }
        return failed
    }

    private func generation(_ row: Row) throws -> Generation {
        let order = GenerationOrder(
            range: try row.range(2, 3), mode: try row.word(4), overrideProtected: row.bool(5), protectedUntil: try row.optionalDay(17), seed: row.int(6),
            rotaRevision: row.int(7))
        let stage = GenerationStage(stepsDone: row.int(12), stepsTotal: row.int(13), phase: row.text(14), curve: ScoreCurve(text: row.text(15)))
        return Generation(
            id: row.int(0), state: try row.word(1), order: order, requestedBy: row.text(8), requestedAt: try row.instant(9),
            finishedAt: try row.optionalInstant(10), cancelRequested: row.bool(11), endRequested: row.bool(18),
            least: row.optionalText(19).flatMap { MissingHalfDays(text: $0) }, progress: stage, failure: row.optionalText(16))
    }
}
