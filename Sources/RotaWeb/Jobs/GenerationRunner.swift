import Civil
import Dispatch
import Foundation
import RotaDomain
import RotaEngine
import RotaStore
import SQLite

/// Does the generations that wait in the table, one at a time, on a thread of its own. `rota serve` starts one for its practice.
///
/// The engine works on a copy of the data and never inside a transaction; it tells how far it is at most four times a second.
package final class GenerationRunner: Sendable {
    package typealias Engine = @Sendable (
        GenerationRequest, _ progress: @escaping @Sendable (GenerationProgress) -> Void, _ isCancelled: @escaping @Sendable () -> Bool
    ) throws -> GenerationResult

    private let practice: Practice
    private let steps: Int?
    private let engine: Engine
    private let log: Log
    private let pause: Duration
    private let patience: Duration
    private let explains: Duration
    private let ended = DispatchSemaphore(value: 0)

    /// - Parameters:
    ///   - steps: how many moves the engine tries; nil for what the size of the practice asks for.
    ///   - pause: how long until the queue is looked at again after the database refused a write.
    ///   - patience: how long a rota that stands waits for what there is to say of its gaps.
    ///   - explains: how long the rest of it may take, once the rota is shown.
    ///   - log: takes a line for each thing that went wrong.
    package init(
        _ practice: Practice, steps: Int? = nil, pause: Duration = .seconds(10), patience: Duration = .seconds(2), explains: Duration = .seconds(300),
        engine: @escaping Engine = { try RotaGenerator($0, progress: $1, isCancelled: $2).generate() },
        log: Log = Log { _ in }
    ) {
        self.practice = practice
        self.steps = steps
        self.pause = pause
        self.patience = patience
        self.explains = explains
        self.log = log
        self.engine = engine
    }

    /// Marks what an earlier run of the program left unfinished, then works until the bell stops.
    package func start() throws {
        try failInterrupted()
        let thread = Thread { [self] in
            practice.readiness.generating(true)
            practice.bell.ring()
            var isBehind = false
            explainWaiting()
            while practice.bell.wait(atMost: isBehind ? pause : nil) { isBehind = isBehind ? !catchUp() : !runWaiting() }
            practice.readiness.generating(false)
            ended.signal()
        }
        thread.name = "generations"
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// Ends the thread; work in hand is given up and marked so.
    package func stop() {
        practice.bell.stop()
        ended.wait()
    }

    package func failInterrupted(_ reason: String = "The program was stopped while it worked.") throws {
        let now = practice.clock.now()
        try practice.store.write { db in
            for id in try GenerationRepository(db).failInterrupted(reason, at: now) { try tell(id, reason, at: now, db) }
        }
    }

    /// Does everything that waits, on the caller's thread. False when the database refused to say what waits, or to keep what came of it:
    /// then there may be more to do, without another ring of the bell.
    @discardableResult
    package func runWaiting() -> Bool {
        while !practice.bell.isStopped {
            var taken: Int?
            do {
                taken = try practice.store.write { db in try GenerationRepository(db).startNext() }
                guard let id = taken else { return true }
                try run(id)
            } catch {
                note(error, taken)
                guard let id = taken, settled(id, because: error) else { return false }
            }
            if let id = taken { practice.news.end(id) }
        }
        return true
    }

    /// After a refusal: only this thread works, so what still reads as running is what could not be marked as failed.
    func catchUp() -> Bool {
        do {
            try failInterrupted(Self.unexplained)
        } catch {
            note(error, nil)
            return false
        }
        return runWaiting()
    }

    private static let unexplained = "The rota could not be generated. Try again; if it happens again, tell your administrator."

    /// Marks it as failed; false when that could not be written either.
    private func settled(_ id: Int, because error: any Error) -> Bool {
        do {
            try fail(id, (error as? GenerationFailure)?.sentence ?? Self.unexplained)
            return true
        } catch {
            note(error, id)
            return false
        }
    }

    private func cancelled(_ id: Int) throws {
        let now = practice.clock.now()
        _ = try practice.store.write { db in try GenerationRepository(db).move(id, from: .running, to: .cancelled, at: now) }
    }

    private func note(_ error: any Error, _ id: Int?) {
        log.write(.error, at: practice.clock.now()) { line in
            line.add("job", "generation")
            if let id { line.add("id", id) }
            line.add("error", String(describing: error))
        }
    }

    private func run(_ id: Int) throws {
        let loaded = try practice.store.read { db in try GenerationInput.load(id, db) }
        guard let (generation, request) = loaded else { return try fail(id, "The practice is not set up.") }
        var order = request
        order.steps = steps
        let reporter = ProgressReporter(practice, id) { [bell = practice.bell] in GapAnalyst.bounds(of: request) { bell.isStopped }?.missing }
        let result: GenerationResult?
        do {
            result = try engine(order, { reporter.note($0) }, { [practice] in practice.bell.isStopped || reporter.isToEnd() })
        } catch GenerationFailure.cancelled {
            result = nil
        }
        if practice.bell.isStopped { return try fail(id, "The program was stopped while it worked.") }
        guard let result else { return try cancelled(id) }
        var accounts = GapAccounting(practice, id, result)
        if !accounts.isDone, reporter.flush() != .cancel {
            reporter.note(phase: "Working out why what is missing is missing")
            let deadline = ContinuousClock.now + patience
            // Whoever cancels waits for one question at the most.
            func isWanted() -> Bool { reporter.ask() != .cancel }
            if patience > .zero, accounts.begin(while: isWanted) { accounts.goOn(until: deadline, while: isWanted) }
        }
        let now = practice.clock.now()
        if reporter.flush() == .cancel {
            return try cancelled(id)
        }
        let rota = String(decoding: RotaFileWriter.write(result.rota), as: UTF8.self)
        let overridden = try practice.store.read { db in try ShiftRepository(db, .practice).overriddenDays(order.range) }
        let report = try StoredReport(result, of: request, overridden: overridden).json()
        try practice.store.write { db in
            let generations = GenerationRepository(db)
            // Who cancels after the last step, and is told so, gets no preview.
            guard try generations.finish(id, rota: rota, report: report, at: now) else { return _ = try generations.move(id, from: .running, to: .cancelled, at: now) }
            try AuditLog(db).record(
                "finish generation", AuditSubject("generation", id: id, generation.order.range.words), by: .program, at: now,
                after: ["gaps": String(result.gaps.count), "score": NumberText.decimal(result.report.score)])
        }
        practice.news.end(id)
        try explain(&accounts, of: id)
    }

    /// Says the rest of a rota that is shown already, until it is saved or discarded or another one is to be generated.
    private func explain(_ accounts: inout GapAccounting, of id: Int) throws {
        try accounts.goOn(until: .now + explains) {
            try practice.store.read { db in try GenerationRepository(db).find(id)?.state == .ready && GenerationRepository(db).underWay() == nil }
        }
    }

    /// What an earlier run of the program left unsaid.
    func explainWaiting() {
        do {
            let found = try practice.store.read { db in
                try GenerationRepository(db).waiting().first.flatMap { waiting in
                    try GenerationProposal.load(waiting.id, db).map { ($0, try GapAccountRepository(db).accounts(waiting.id, 0..<$0.report.gaps.count)) }
                }
            }
            guard let (proposal, known) = found, var accounts = GapAccounting(practice, proposal, known: known.compactMapValues(StoredAccount.account)) else { return }
            try explain(&accounts, of: proposal.generation.id)
        } catch {
            note(error, nil)
        }
    }

    private func fail(_ id: Int, _ reason: String) throws {
        let now = practice.clock.now()
        try practice.store.write { db in
            guard try GenerationRepository(db).move(id, from: .running, to: .failed, failure: reason, at: now) else { return }
            try tell(id, reason, at: now, db)
        }
    }

    /// In the audit log, and to those who generate rotas.
    private func tell(_ id: Int, _ reason: String, at now: Instant, _ db: Connection) throws {
        try AuditLog(db).record("generation failed", AuditSubject("generation", id: id, "Generation \(id)"), by: .program, at: now, after: ["reason": reason])
        guard let order = try GenerationRepository(db).find(id)?.order else { return }
        try practice.notices.tell(.generationFailed(id, order.range, reason), db)
    }
}

extension Actor {
    /// The program's own background work.
    static let program = Actor(accountId: nil, name: "Practice Rota")
}
