import Locks
import RotaDomain
import RotaEngine
import RotaStore

/// Writes a running generation's progress to its row, at most four times a second, and reads there whether it is to be cancelled.
final class ProgressReporter: Sendable {
    private let practice: Practice
    private let id: Int
    private let state = Monitor(State())

    private struct State {
        var stage = GenerationStage()
        var isCancelled = false
        var written: ContinuousClock.Instant?
    }

    init(_ practice: Practice, _ id: Int) {
        self.practice = practice
        self.id = id
    }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    func note(_ progress: GenerationProgress) {
        state.withLock { state in
            state.stage.stepsDone = progress.stepsDone
            state.stage.stepsTotal = progress.stepsTotal
            state.stage.phase = progress.phase
            let score = Int(exactly: progress.score.rounded()) ?? 0
            if score > 0, state.stage.curve.points.last?.score != score { state.stage.curve.add(steps: progress.stepsDone, score: score, missing: progress.missing) }
            let now = ContinuousClock.now
            if let written = state.written, written.duration(to: now) < .milliseconds(250) { return }
            state.written = now
            write(&state)
        }
    }

    /// Writes what is known last; true when the work is to be cancelled.
    func flush() throws -> Bool {
        state.withLock { state in
            write(&state)
            return state.isCancelled
        }
    }

    private func write(_ state: inout State) {
        // A failed write loses nothing but a moment of progress: the next one, or the end of the work, tells the same.
        let cancelled = try? practice.store.writeNote { [stage = state.stage, id] db in try GenerationRepository(db).record(stage, of: id) }
        if cancelled == true { state.isCancelled = true }
        practice.news.tell(id)
    }
}
