import Civil
import RotaDomain

/// Answers what no rota of a practice can avoid, week by week.
struct StaffingAnalyst {
    let words: PracticeWords
    let given: GivenRota
    private var solver: ShortfallSolver
    private var weeks: [Int: WeekStaffing] = [:]

    init(_ words: PracticeWords, budget: Int = 200) {
        self.words = words
        given = GivenRota(words)
        solver = ShortfallSolver(budget: budget)
    }

    /// The week that holds the day.
    mutating func week(of day: Int) -> WeekStaffing {
        let monday = day - words.weekday(day)
        if let known = weeks[monday] { return known }
        let week = WeekStaffing(words, given, week: monday)
        weeks[monday] = week
        return week
    }

    /// Asks with so much work allowed, in steps of arithmetic as `ShortfallProgram` counts them, of which a second has about
    /// 2,000 million; where it runs out, whatever is answered holds and is weaker than it might be.
    mutating func within<Answer>(_ work: Int, _ ask: (inout StaffingAnalyst) -> Answer) -> Answer {
        let before = solver.allowance
        solver.allowance = min(work, before)
        let allowed = solver.allowance, answer = ask(&self)
        solver.allowance = before - (allowed - solver.allowance)
        return answer
    }

    /// Asks with so many relaxations for each piece; with one, for what is told without branching.
    mutating func with<Answer>(relaxations: Int, _ ask: (inout StaffingAnalyst) -> Answer) -> Answer {
        let before = solver.budget
        defer { solver.budget = before }
        solver.budget = relaxations
        return ask(&self)
    }

    /// What every rota is short of; nil when cancelled.
    mutating func bounds(isCancelled: () -> Bool = { false }) -> StaffingBounds? {
        var sum = StaffingBounds()
        for monday in words.touchedWeeks {
            if isCancelled() { return nil }
            let week = week(of: monday)
            func answer(_ weight: (SoftRule) -> Int) -> ShortfallAnswer { solver.solve(week.problem { .init(weight: weight($0.rule)) }) }
            let duty = answer { $0 == .s1 ? 1 : 0 }, cover = answer { $0 == .s2 ? 1 : 0 }, supervision = answer { $0 == .s3 ? 1 : 0 }
            let points = answer(\.weight)
            // Each figure by itself costs its points, whatever the others do.
            let apart = duty.least * SoftRule.s1.weight + cover.least * SoftRule.s2.weight + supervision.least * SoftRule.s3.weight
            let least = max(points.least, apart)
            sum.least.add(duty: duty.least, cover: cover.least, supervision: supervision.least, points: least)
            sum.found.add(duty: duty.found, cover: cover.found, supervision: supervision.found, points: points.found)
            sum.isReached = sum.isReached && duty.isExact && cover.isExact && supervision.isExact && points.found == least
        }
        return sum
    }

    /// How many these demands of one week must be short of together.
    mutating func least(_ demands: Set<StaffingDemand>) -> Int {
        guard let first = demands.first else { return 0 }
        return solver.solve(week(of: first.day).problem { demands.contains($0) ? .init(weight: 1) : .ignored }).least
    }

    /// Could a rota of one week keep each of these demands' shortage to what is allowed?
    mutating func canKeep(to allowed: [StaffingDemand: Int]) -> Possibility {
        guard let first = allowed.keys.first else { return .yes }
        let answer = solver.solve(week(of: first.day).problem { demand in allowed[demand].map { .init(weight: 1, allowed: $0) } ?? .ignored }, .isAnyShort)
        return answer.least > 0 ? .no : answer.found == 0 ? .yes : .unknown
    }

    /// Might a rota of the week have fewer points from S1 to S3 than this one?
    mutating func canImprove(_ monday: Int, _ shortages: RotaShortages) -> Bool {
        let week = week(of: monday)
        let now = week.all.reduce(0) { $0 + shortages[$1] * $1.rule.weight }
        return now > solver.solve(week.problem { .init(weight: $0.rule.weight) }).least
    }

    /// The least points of what must be short beyond what is allowed in the week, the demand being met.
    mutating func leastBeyond(_ monday: Int, meeting demand: StaffingDemand, allowed: (StaffingDemand) -> Int) -> Int {
        // More than a week can be short of, and a multiple of every weight, so that bounds round up as far.
        let met = 300 * SoftRule.s1.weight
        let answer = solver.solve(week(of: monday).problem { .init(weight: $0 == demand ? met : $0.rule.weight, allowed: allowed($0)) })
        return answer.least
    }

    enum Possibility {
        case yes, no, unknown
    }
}
