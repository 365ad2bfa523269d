import Locks
import RotaDomain
import RotaEngine
import RotaStore

/// Writes a running generation's progress to its row, at most four times a second, and reads there what is wanted of it.
final class ProgressReporter: Sendable {
    private let practice: Practice
    private let id: Int
    private let state = Monitor(State())

    /// What no rota is short of less than; asked once, when the first rota shows that the practice is not too large.
    private let least: @Sendable () -> MissingHalfDays?

    private struct State {
        var isBounded = false
        var stage = GenerationStage()
        var wish = GenerationWish.goOn
        var written: ContinuousClock.Instant?
        var asked: ContinuousClock.Instant?
    }

    init(_ practice: Practice, _ id: Int, least: @escaping @Sendable () -> MissingHalfDays?) {
        self.practice = practice
        self.id = id
        self.least = least
    }

    /// Is the engine to end? Looked up four times a second, as progress is written. Before there is any rota, only cancelling ends it:
    /// whoever wants the best so far gets the first.
    func isToEnd() -> Bool {
        let isDue = state.withLock { state in
            let now = ContinuousClock.now
            if let asked = state.asked, asked.duration(to: now) < .milliseconds(250) { return false }
            state.asked = now
            return true
        }
        let wish = isDue ? ask() : state.withLock { $0.wish }
        return wish == .cancel || wish != .goOn && state.withLock { !$0.stage.curve.points.isEmpty }
    }

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
        if progress.missing != nil { noteBound() }
    }

    private func noteBound() {
        let isFirst = state.withLock { state in
            defer { state.isBounded = true }
            return !state.isBounded
        }
        guard isFirst, let bound = least() else { return }
        try? practice.store.writeNote { [id] db in try GenerationRepository(db).record(bound, of: id) }
    }

    /// Tells that the rota stands and its reasons are being worked out.
    func note(phase: String) {
        state.withLock { state in
            state.stage.phase = phase
            state.stage.stepsDone = state.stage.stepsTotal
            write(&state)
        }
    }

    /// What is wanted by now, where there is nothing to be told.
    func ask() -> GenerationWish {
        let wish = try? practice.store.read { [id] db in try GenerationRepository(db).wish(id) }
        return state.withLock { state in
            if let wish, wish != .goOn { state.wish = wish }
            return state.wish
        }
    }

    /// Writes what is known last; answers what is wanted.
    func flush() -> GenerationWish {
        state.withLock { state in
            write(&state)
            return state.wish
        }
    }

    private func write(_ state: inout State) {
        // A failed write loses nothing but a moment of progress: the next one, or the end of the work, tells the same.
        let wish = try? practice.store.writeNote { [stage = state.stage, id] db in try GenerationRepository(db).record(stage, of: id) }
        if let wish, wish != .goOn { state.wish = wish }
        practice.news.tell(id)
    }
}
