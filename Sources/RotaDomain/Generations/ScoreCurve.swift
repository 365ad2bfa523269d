/// How the best score fell while a rota was generated: a few points over the steps, kept as text "steps:score steps:score".
package struct ScoreCurve: Sendable, Equatable {
    package struct Point: Sendable, Equatable {
        package let steps: Int
        package let score: Int

        package init(steps: Int, score: Int) {
            self.steps = steps
            self.score = score
        }
    }

    package private(set) var points: [Point] = []
    static let mostPoints = 200

    package init() {}

    package init(text: String) {
        points = text.split(separator: " ").compactMap { pair in
            let numbers = pair.split(separator: ":").compactMap { Int($0) }
            return numbers.count == 2 ? Point(steps: numbers[0], score: numbers[1]) : nil
        }
    }

    package var text: String { points.map { "\($0.steps):\($0.score)" }.joined(separator: " ") }

    /// Adds a point; when there are too many, every second one but the first goes.
    package mutating func add(steps: Int, score: Int) {
        points.append(Point(steps: steps, score: score))
        guard points.count > Self.mostPoints else { return }
        points = points.enumerated().filter { $0.offset == 0 || $0.offset % 2 == 0 }.map(\.element)
    }
}
