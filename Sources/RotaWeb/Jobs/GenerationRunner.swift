import Civil
import Dispatch
import Foundation
import RotaDomain
import RotaEngine
import RotaStore

/// Does the generations that wait in the table, one at a time, on a thread of its own. `rota serve` starts one for its practice.
///
/// The engine works on a copy of the data and never inside a transaction; it tells how far it is at most four times a second.
package final class GenerationRunner: Sendable {
    package typealias Engine = @Sendable (
        GenerationRequest, _ progress: @escaping @Sendable (GenerationProgress) -> Void, _ isCancelled: @escaping @Sendable () -> Bool
    ) -> GenerationResult

    private let practice: Practice
    private let steps: Int?
    private let engine: Engine
    private let ended = DispatchSemaphore(value: 0)

    /// - Parameters:
    ///   - steps: how many moves the engine tries; nil for what the size of the practice asks for.
    package init(_ practice: Practice, steps: Int? = nil, engine: @escaping Engine = { RotaGenerator($0, progress: $1, isCancelled: $2).generate() }) {
        self.practice = practice
        self.steps = steps
        self.engine = engine
    }

    /// Marks what an earlier run of the program left unfinished, then works until the bell stops.
    package func start() throws {
        try failInterrupted()
        let thread = Thread { [self] in
            practice.bell.ring()
            while practice.bell.wait() { runWaiting() }
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

    package func failInterrupted() throws {
        let now = practice.clock.now()
        try practice.store.write { db in
            for id in try GenerationRepository(db).failInterrupted(at: now) {
                try AuditLog(db).record("generation failed", AuditSubject("generation", id: id, "Generation \(id)"), by: .program, at: now, after: ["reason": "the program was stopped"])
            }
        }
    }

    /// Does everything that waits, on the caller's thread.
    package func runWaiting() {
        while !practice.bell.isStopped, let id = try? practice.store.write({ db in try GenerationRepository(db).startNext() }) {
            do {
                try run(id)
            } catch {
                try? fail(id, "The rota could not be generated. Try again; if it happens again, tell your administrator.")
            }
        }
    }

    private func run(_ id: Int) throws {
        let today = practice.today
        let loaded = try practice.store.read { db in try GenerationInput.load(id, db, today: today) }
        guard let (generation, request) = loaded else { return try fail(id, "The practice is not set up.") }
        var order = request
        order.steps = steps
        let reporter = ProgressReporter(practice, id)
        let result = engine(order, { reporter.note($0) }, { [practice] in reporter.isCancelled || practice.bell.isStopped })
        if practice.bell.isStopped { return try fail(id, "The program was stopped while it worked.") }
        let now = practice.clock.now()
        if try reporter.flush() {
            _ = try practice.store.write { db in try GenerationRepository(db).move(id, from: .running, to: .cancelled, at: now) }
            return
        }
        let rota = String(decoding: RotaFileWriter.write(result.rota), as: UTF8.self)
        let report = try StoredReport(result).json()
        try practice.store.write { db in
            try GenerationRepository(db).finish(id, rota: rota, report: report, at: now)
            try AuditLog(db).record(
                "finish generation", AuditSubject("generation", id: id, generation.order.range.words), by: .program, at: now,
                after: ["gaps": String(result.gaps.count), "score": NumberText.decimal(result.report.score)])
        }
    }

    private func fail(_ id: Int, _ reason: String) throws {
        let now = practice.clock.now()
        try practice.store.write { db in
            guard try GenerationRepository(db).move(id, from: .running, to: .failed, failure: reason, at: now) else { return }
            try AuditLog(db).record("generation failed", AuditSubject("generation", id: id, "Generation \(id)"), by: .program, at: now, after: ["reason": reason])
        }
    }
}

extension Actor {
    /// The program's own background work.
    static let program = Actor(accountId: nil, name: "Practice Rota")
}
