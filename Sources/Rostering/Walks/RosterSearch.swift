/// Runs a team of walks over a roster for a number of steps: descent, then annealing in rounds.
package struct RosterSearch {
    /// What the caller wants after a round.
    package enum Wish {
        case goOn, stop
        /// Go on, but cool fast enough to be done within `cap` seconds if the steps would take longer.
        case goOnWithin(secondsSpent: Double, cap: Double)
    }

    package struct Outcome {
        /// The option chosen for each cell.
        package var choices: [Int32]
        package var cost: Int64
        package var steps: Int
    }

    /// Assert mode: is shown every solution that a walk goes on from, with what the walk says it costs; false halts the search.
    package typealias Audit = (_ choices: [Int32], _ cost: Int64) -> Bool

    let roster: CompiledRoster
    let seed: UInt64
    let steps: Int
    let cooling: Cooling
    let threads: Int
    /// Where the walks begin; nil for every cell's first option.
    let start: [Int32]?
    /// Makes one audit for each walk, as each runs on a thread of its own.
    let makeAudit: (() -> Audit)?

    /// A round, after which the walks meet and the caller is asked, is so many temperatures of so many steps.
    private static let temperaturesPerRound = 100
    private static let stepsPerTemperature = 2_000

    package init(roster: CompiledRoster, seed: UInt64, steps: Int, cooling: Cooling, threads: Int, start: [Int32]? = nil, makeAudit: (() -> Audit)? = nil) {
        self.roster = roster
        self.seed = seed
        self.steps = steps
        self.cooling = cooling
        self.threads = threads
        self.start = start
        self.makeAudit = makeAudit
    }

    /// Steps that suit the size of the problem: many for each cell while that is quick, fewer where it would take a minute.
    package static func defaultSteps(_ roster: CompiledRoster) -> Int {
        let cells = roster.freeCells.count
        return max(400_000, min(cells * 60_000, 35_000_000 + cells * 12_000))
    }

    /// `report` is called after the descent with 0 steps done, and after every round; `best` are the choices that cost so little.
    package mutating func run(_ report: (_ done: Int, _ total: Int, _ cost: Int64, _ best: [Int32]) -> Wish) -> Outcome {
        let team = WalkTeam(roster, seed: seed, threads: threads, start: start, makeAudit: makeAudit)
        team.descend(passes: 20)
        var total = Double(max(0, steps)), done = 0, stopped = false
        if case .stop = report(0, steps, team.bestCost, team.best) { return Outcome(choices: team.best, cost: team.bestCost, steps: 0) }
        var gathered = 0
        while Double(done) < total, !roster.freeCells.isEmpty, !team.isHalted {
            let each = max(1, min(Self.stepsPerTemperature, steps / (team.count * Self.temperaturesPerRound)))
            let batch = each * team.count
            let temperatures = (0..<Self.temperaturesPerRound).map { Double(done + $0 * batch) / total }.filter { $0 < 1 }
            team.walk(steps: each, temperatures: temperatures.map(cooling.temperature))
            done += temperatures.count * batch
            let progress = Double(done) / total
            if progress > 0.6 + 0.1 * Double(gathered), gathered < 4 {
                gathered += 1
                team.gather()
            }
            switch report(min(done, steps), steps, team.bestCost, team.best) {
            case .goOn: continue
            case .stop: stopped = true
            case .goOnWithin(let spent, let cap):
                if spent >= cap { stopped = true }
                let possible = Double(done) * cap * 0.97 / max(spent, 0.001)
                if possible < total, spent > min(1, cap / 4) { total = max(possible, Double(done)); stopped = stopped || total <= Double(done) }
            }
            if stopped { break }
        }
        team.gather()
        team.descend(passes: 50)
        return Outcome(choices: team.best, cost: team.bestCost, steps: done)
    }
}
