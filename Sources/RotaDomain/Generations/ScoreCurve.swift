/// How the best score fell while a rota was generated: a few points over the steps, kept as text "steps:score:cover:duty:supervision", with a space between points; the last
/// three are what was missing, where it was counted.
package struct ScoreCurve: Sendable, Equatable {
    package struct Point: Sendable, Equatable {
        package let steps: Int
        package let score: Int
        package let missing: MissingHalfDays?

        package init(steps: Int, score: Int, missing: MissingHalfDays? = nil) {
            self.steps = steps
            self.score = score
            self.missing = missing
        }
    }

    package private(set) var points: [Point] = []
    static let mostPoints = 200

    package init() {}

    package init(text: String) {
        points = text.split(separator: " ").compactMap { point in
            let fields = point.split(separator: ":", maxSplits: 2)
            guard fields.count > 1, let steps = Int(fields[0]), let score = Int(fields[1]) else { return nil }
            guard fields.count > 2 else { return Point(steps: steps, score: score) }
            return MissingHalfDays(text: fields[2]).map { Point(steps: steps, score: score, missing: $0) }
        }
    }

    package var text: String { points.map { point in "\(point.steps):\(point.score)" + (point.missing.map { ":\($0.text)" } ?? "") }.joined(separator: " ") }

    /// Adds a point; when there are too many, every second one but the first goes.
    package mutating func add(steps: Int, score: Int, missing: MissingHalfDays? = nil) {
        points.append(Point(steps: steps, score: score, missing: missing))
        guard points.count > Self.mostPoints else { return }
        points = points.enumerated().filter { $0.offset == 0 || $0.offset % 2 == 0 }.map(\.element)
    }
}
