import Civil
import RotaDomain
import Synchronization

/// Two scorers that disagree, and the move after which they did.
package struct ScoreContradiction: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was done on the cells that the move changed; empty at the start of a walk.
    package var move: [String]
    /// "S5", "H8", or "score" for the sum that the search goes by.
    package var rule: String
    package var fast: Double
    package var slow: Double

    package var description: String {
        let after = move.isEmpty ? "at the start of a walk" : "after \(move.joined(separator: "; "))"
        return "The search counts \(fast) for \(rule), the rules \(slow), \(after)."
    }
}

/// Assert mode for one walk: every rota that the walk goes on from is counted rule by rule by the incremental scorer and by the slow one, and its sum
/// is held against the search's own.
final class SearchAudit {
    /// The first contradiction that any walk of a search has found.
    final class Finding: Sendable, CustomStringConvertible {
        private let first = Mutex<ScoreContradiction?>(nil)

        var contradiction: ScoreContradiction? { first.withLock { $0 } }
        var description: String { contradiction?.description ?? "no contradiction" }
        func report(_ found: ScoreContradiction) { first.withLock { $0 = $0 ?? found } }
    }

    private let problem: PracticeProblem
    private let scorer: ReferenceScorer
    private let finding: Finding
    private var fast: IncrementalScorer
    private var choices: [Int32]
    private var isFresh = true
    /// The rules that a day breaks as it is offered, since nothing lawful is known for it or it stays as it was found: no move is to blame.
    private let tolerated: Set<HardRule>

    /// Counts of decimals are summed in another order by either scorer.
    private static let tolerance = 1e-6

    init(_ problem: PracticeProblem, _ finding: Finding) {
        self.problem = problem
        self.finding = finding
        scorer = ReferenceScorer(problem.words, problem.counters.book)
        choices = Array(repeating: 0, count: problem.options.count)
        tolerated = Set(problem.options.joined().flatMap { DayRules.faults(in: $0, problem.words) }.filter { !$0.given }.map(\.rule))
        fast = IncrementalScorer(problem.counters, days: problem.options.map { $0[0] })
    }

    /// Whether all agree on this solution, whose cost the search believes to be this.
    func check(_ now: [Int32], _ cost: Int64) -> Bool {
        let cells = now.indices.filter { now[$0] != choices[$0] }
        guard isFresh || !cells.isEmpty else { return true }
        let move = cells.map { words(problem.options[$0][Int(choices[$0])], problem.options[$0][Int(now[$0])]) }
        fast.apply(cells.map { problem.options[$0][Int(now[$0])] })
        (choices, isFresh) = (now, false)
        guard let found = contradiction(cost, move) else { return true }
        finding.report(found)
        return false
    }

    private func contradiction(_ cost: Int64, _ move: [String]) -> ScoreContradiction? {
        let report = scorer.report(problem.shifts(choices))
        for (line, count) in zip(report.lines, fast.counts) where abs(line.count - count) > Self.tolerance {
            return ScoreContradiction(move: move, rule: line.id, fast: count, slow: line.count)
        }
        let limits = problem.counters.book.limits.map(\.name), beyond = fast.counts.suffix(limits.count)
        for rule in HardRule.allCases where !tolerated.contains(rule) {
            // No option of a day breaks a rule that is not a limit.
            let count = zip(limits, beyond).first { $0.0 == rule }?.1 ?? 0, broken = report.breaches.count { $0.rule == rule && !$0.given }
            if (count > 0) != (broken > 0) { return ScoreContradiction(move: move, rule: rule.id, fast: count, slow: Double(broken)) }
        }
        // Each counter of the search is half a unit off at the most, and the incremental scorer rounds as the search does: they are equal or wrong.
        guard cost != fast.cost else { return nil }
        return ScoreContradiction(move: move, rule: "score", fast: Double(cost) / PracticeProblem.scale, slow: Double(fast.cost) / PracticeProblem.scale)
    }

    /// "amara-okafor on 2026-12-01 from standard at Main Surgery all day to nothing"
    private func words(_ old: ClinicianDay, _ new: ClinicianDay) -> String {
        let words = problem.words
        return "\(words.file.clinicians[new.clinician].id) on \(words.date(new.day)) from \(said(old)) to \(said(new))"
    }

    private func said(_ day: ClinicianDay) -> String {
        func work(_ work: ClinicianDay.Work) -> String { "\(work.kind.rawValue) at \(problem.words.file.locations[work.location])" }
        if let am = day.am, am == day.pm { return "\(work(am)) all day" }
        let parts = Part.allCases.compactMap { part in day[part].map { "\(work($0)) \(part.rawValue)" } }
        return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
    }
}
