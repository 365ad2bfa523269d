import Civil
import RotaDomain
import RotaEngine

/// A generation under way: how far it is, and how what is missing falls.
struct GenerationProgressView {
    let page: PageLayout
    let token: FormToken
    let path: String
    let eventsPath: String
    let cancelPath: String
    let endPath: String
    let endToken: FormToken
    let lead: String
    let phase: String
    let percent: Int
    /// "41%, about 18 seconds left"; nil while it is being cancelled.
    let figures: String?
    let missing: MissingView?
    let curve: CurveView?
    /// "It got better 3 seconds ago."; nil while there is nothing to compare.
    let news: String?
    let isCancelling: Bool
    /// Could it stop with what it has found?
    let canEnd: Bool

    init(page: PageLayout, token: FormToken, endToken: FormToken, generation: Generation, now: Instant) {
        self.page = page
        self.token = token
        path = Paths.generation(generation.id)
        eventsPath = "\(path)/events"
        cancelPath = "\(path)/cancellation"
        endPath = "\(path)/early-end"
        self.endToken = endToken
        lead = GenerationWords.order(generation.order) + "."
        isCancelling = generation.cancelRequested
        let points = generation.progress.curve.points
        // Also before it begins: the page that was opened then stays as it is while what it polls changes.
        canEnd = !isCancelling && !generation.endRequested
        phase = isCancelling ? "Cancelling" : generation.endRequested ? "Stopping with the best rota so far" : generation.state == .queued || generation.progress.phase.isEmpty ? "About to start" : generation.progress.phase
        let fraction = generation.progress.fraction
        percent = Int(fraction * 100)
        figures = isCancelling || generation.endRequested ? nil : "\(percent)%" + GenerationProgressView.left(fraction, spent: now - generation.requestedAt)
        missing = MissingView(points, least: generation.least, protectedUntil: generation.order.keptUntil)
        curve = CurveView(generation.progress)
        news = isCancelling ? nil : GenerationProgressView.news(generation.progress, spent: now - generation.requestedAt)
    }

    /// Steps take about the same time each, so that they tell how long ago the last point was.
    private static func news(_ stage: GenerationStage, spent: Int) -> String? {
        let points = stage.curve.points
        guard points.count > 1, let last = points.last, stage.stepsDone > 0, spent > 1 else { return nil }
        let ago = Int(Double(spent) * Double(max(0, stage.stepsDone - last.steps)) / Double(stage.stepsDone))
        if ago < 1 { return "It is getting better." }
        return ago < 5 ? "It got better \(counted(ago, "second")) ago." : "It has not got better for \(counted(ago, "second"))."
    }

    private static func left(_ fraction: Double, spent: Int) -> String {
        guard fraction > 0.05, fraction < 1, spent >= 2, spent < 3_600 else { return "" }
        let seconds = Int((Double(spent) * (1 - fraction) / fraction).rounded(.up))
        return seconds < 90 ? ", about \(counted(seconds, "second")) left" : ", about \(counted((seconds + 30) / 60, "minute")) left"
    }

    private init() {
        page = .preview
        token = .preview
        path = "/generations/12"
        eventsPath = "/generations/12/events"
        cancelPath = "/generations/12/cancellation"
        endPath = "/generations/12/early-end"
        endToken = .preview
        lead = "Monday 30 November 2026 to Sunday 28 February 2027, filling gaps only."
        phase = "Improving the rota"
        percent = 41
        figures = "41%, about 18 seconds left"
        missing = .preview
        curve = .preview
        news = "It got better 3 seconds ago."
        isCancelling = false
        canEnd = true
    }

    static let preview = GenerationProgressView()
}

/// Tells the polling script that the page has changed its kind.
struct GenerationDoneView {
    let path: String

    static let preview = GenerationDoneView(path: "/generations/12")
}
