import RotaDomain

/// What the best rota so far lacks, falling, as a curve in a box of 640 by 180; its height is the score by orders of magnitude.
struct CurveView {
    let line: String
    let area: String
    let title: String
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
    }

    static let preview = CurveView()
}
