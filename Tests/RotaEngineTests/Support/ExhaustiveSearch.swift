import Civil
import RotaDomain
@testable import Rostering
@testable import RotaEngine

/// Every rota there is of a tiny practice, tried one by one.
enum ExhaustiveSearch {
    /// The best score of all rotas that keep the hard rules, each scored by the reference; nil where there are more than `most`.
    ///
    /// It knows nothing of the search: what a clinician may do on a day is every way to fill its parts that the reference lets pass.
    static func best(_ scorer: ReferenceScorer, most: Int) -> Double? {
        let standing = standingShifts(scorer.words)
        var ways: [[[PracticeFile.Shift]]] = [], count = 1
        for clinician in scorer.words.file.clinicians.map(\.id) {
            for date in scorer.words.range.days {
                let own = waysToFill(clinician, date, standing, scorer)
                count *= own.count
                guard count <= most else { return nil }
                if own.count > 1 || own.first?.isEmpty == false { ways.append(own) }
            }
        }
        var best = Double.infinity
        for number in 0..<count {
            var rest = number, shifts = standing
            for own in ways {
                shifts += own[rest % own.count]
                rest /= own.count
            }
            let report = scorer.report(shifts)
            if !report.isBroken { best = min(best, report.score) }
        }
        return best
    }

    /// The least cost of all choices that the search has, by its own fast scorer; nil where there are more than `most`.
    static func leastCost(_ roster: CompiledRoster, most: Int) -> Int64? {
        let count = roster.freeCells.reduce(1) { min($0 * Int(roster.optionCounts[Int($1)]), most + 1) }
        guard count <= most else { return nil }
        var state = RosterState(roster), best = state.cost
        for _ in 1..<max(1, count) {
            for cell in roster.freeCells {
                let next = (state.choice(cell) + 1) % state.optionCount(cell)
                state.change(cell, next)
                if next != 0 { break }
            }
            state.commit()
            best = min(best, state.cost)
        }
        return best
    }

    /// What is pinned or protected, part by part.
    static func standingShifts(_ words: PracticeWords) -> [PracticeFile.Shift] {
        words.file.shifts.filter { words.range.contains($0.date) }.flatMap { given in
            given.span.parts.filter { given.pinned || words.protectedParts(words.number(of: given.date)).contains($0) }.map { part in
                shift(given.clinician, given.date, part == .am ? .am : .pm, given.kind, at: given.location, pinned: given.pinned)
            }
        }
    }

    /// The shifts that may be added to what stands, without a breach of that clinician's day that isn't given.
    static func waysToFill(_ clinician: String, _ date: Day, _ standing: [PracticeFile.Shift], _ scorer: ReferenceScorer) -> [[PracticeFile.Shift]] {
        typealias Work = (kind: ShiftKind, place: String)
        let works: [Work?] = [nil] + scorer.words.file.locations.flatMap { place -> [Work?] in [(.standard, place), (.duty, place)] }
        var found: [[PracticeFile.Shift]] = []
        for am in works {
            for pm in works {
                let halves = [(Span.am, am), (Span.pm, pm)].compactMap { span, work in work.map { shift(clinician, date, span, $0.kind, at: $0.place) } }
                let faults = scorer.breaches(standing + halves).filter { !$0.given && $0.clinician == clinician && $0.date == date && $0.rule != .h5 }
                if faults.isEmpty { found.append(halves) }
            }
        }
        return found
    }
}
