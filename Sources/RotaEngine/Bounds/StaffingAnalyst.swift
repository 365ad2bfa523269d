import Civil
import RotaDomain

/// Works out bounds and answers questions about one practice and range, week by week.
struct StaffingAnalyst {
    let words: PracticeWords
    let given: GivenRota
    private var solver: ShortfallSolver
    var solverNodes: Int { solver.nodes }
    private var weeks: [Int: WeekStaffing] = [:]

    init(_ words: PracticeWords, budget: Int = 200) {
        self.words = words
        given = GivenRota(words)
        solver = ShortfallSolver(budget: budget)
    }

    mutating func week(_ monday: Int) -> WeekStaffing {
        if let known = weeks[monday] { return known }
        let week = WeekStaffing(words, given, week: monday)
        weeks[monday] = week
        return week
    }

    mutating func bounds() -> StaffingBounds {
        var sum = StaffingBounds()
        for monday in words.touchedWeeks {
            let week = week(monday)
            for rule in [SoftRule.s1, .s2, .s3] {
                let answer = solver.solve(week.problem { $0.rule == rule ? .init(weight: 1) : .ignored })
                switch rule {
                case .s1: sum.duty += answer.least
                case .s2: sum.cover += answer.least
                default: sum.supervision += answer.least
                }
                sum.isReached = sum.isReached && answer.isExact
            }
            let together = solver.solve(week.problem { .init(weight: $0.rule.weight) })
            sum.points += together.least
            sum.isReached = sum.isReached && together.isExact
        }
        return sum
    }
}
