/// How the best score fell while a rota was generated: a few points over the steps, kept as text "steps:score:cover:duty", with a space between points; the last two are missing half-days, where they were counted.
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
        points = text.split(separator: " ").compactMap { pair in
            let numbers = pair.split(separator: ":").compactMap { Int($0) }
            guard numbers.count == 2 || numbers.count == 4 else { return nil }
            return Point(steps: numbers[0], score: numbers[1], missing: numbers.count == 4 ? MissingHalfDays(cover: numbers[2], duty: numbers[3]) : nil)
        }
    }

    package var text: String { points.map { point in "\(point.steps):\(point.score)" + (point.missing.map { ":\($0.cover):\($0.duty)" } ?? "") }.joined(separator: " ") }

    /// Adds a point; when there are too many, every second one but the first goes.
    package mutating func add(steps: Int, score: Int, missing: MissingHalfDays? = nil) {
        points.append(Point(steps: steps, score: score, missing: missing))
        guard points.count > Self.mostPoints else { return }
        points = points.enumerated().filter { $0.offset == 0 || $0.offset % 2 == 0 }.map(\.element)
    }
}
