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
    let lead: String
    let phase: String
    let percent: Int
    /// "41%, about 18 seconds left"; nil while it is being cancelled.
    let figures: String?
    let curve: CurveView?
    let isCancelling: Bool

    init(page: PageLayout, token: FormToken, generation: Generation, now: Instant) {
        self.page = page
        self.token = token
        path = Paths.generation(generation.id)
        eventsPath = "\(path)/events"
        cancelPath = "\(path)/cancellation"
        lead = GenerationWords.order(generation.order) + "."
        isCancelling = generation.cancelRequested
        phase = isCancelling ? "Cancelling" : generation.state == .queued || generation.progress.phase.isEmpty ? "About to start" : generation.progress.phase
        let fraction = generation.progress.fraction
        percent = Int(fraction * 100)
        figures = isCancelling ? nil : "\(percent)%" + GenerationProgressView.left(fraction, spent: now - generation.requestedAt)
        curve = CurveView(generation.progress)
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
        lead = "Monday 30 November 2026 to Sunday 28 February 2027, filling gaps only."
        phase = "Improving the rota"
        percent = 41
        figures = "41%, about 18 seconds left"
        curve = .preview
        isCancelling = false
    }

    static let preview = GenerationProgressView()
}

/// What the best rota so far lacks, falling, as a curve in a box of 640 by 180; its height is the score by orders of magnitude.
struct CurveView {
    let line: String
    let area: String
    let title: String
    /// What the curve means, in figures.
    let falls: [Fall]

    /// "Half-days short: 14 → 9"
    struct Fall {
        let label: String
        let now: String
        /// Nil where it has not changed.
        let first: String?

        init(_ label: String, _ first: Int, _ now: Int) {
            self.label = label
            self.now = NumberText.grouped(now)
            self.first = first == now ? nil : NumberText.grouped(first)
        }
    }

    /// Nil until there are two points.
    init?(_ stage: GenerationStage) {
        let points = stage.curve.points
        guard points.count > 1, let end = points.last, stage.stepsTotal > 0 else { return nil }
        let highest = CurveView.height(points.map(\.score).max() ?? 1), lowest = CurveView.height(points.map(\.score).min() ?? 1)
        let span = max(highest - lowest, 0.000_001)
        let drawn = points.map { point in
            let x = min(Double(point.steps) / Double(stage.stepsTotal), 1) * 640
            let y = 12 + (highest - CurveView.height(point.score)) / span * 150
            return "\(CurveView.tenth(x)),\(CurveView.tenth(y))"
        }
        line = drawn.joined(separator: " ")
        let right = CurveView.tenth(min(Double(end.steps) / Double(stage.stepsTotal), 1) * 640)
        area = "0,180 \(line) \(right),180"
        title = "What is missing or uneven, falling as the rota gets better"
        let counted = points.compactMap(\.missing)
        falls = zip(counted.prefix(1), counted.suffix(1)).flatMap { first, now in
            [Fall("Half-days short", first.cover, now.cover), Fall("Without a duty doctor", first.duty, now.duty)]
        }
    }

    /// Grows with the number of digits, in small steps: a logarithm that needs no library.
    private static func height(_ score: Int) -> Double {
        var rest = Double(max(score, 1)), height = 0.0
        while rest >= 2 {
            rest /= 2
            height += 1
        }
        return height + rest - 1
    }

    private static func tenth(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private init() {
        line = "0.0,12.0 32.0,84.9 128.0,141.4 262.4,160.2"
        area = "0,180 0.0,12.0 32.0,84.9 128.0,141.4 262.4,160.2 262.4,180"
        title = "What is missing or uneven, falling as the rota gets better"
        falls = [Fall("Half-days short", 14, 9), Fall("Without a duty doctor", 0, 0)]
    }

    static let preview = CurveView()
}

/// Tells the polling script that the page has changed its kind.
struct GenerationDoneView {
    let path: String

    static let preview = GenerationDoneView(path: "/generations/12")
}
