import Civil
import RotaDomain
@testable import RotaEngine

/// The least of some measures over every rota that keeps the hard rules, by looking at all of them: day by day every
/// combination of the ways to fill everybody's parts, judged by the reference scorer's own rules. Nothing of the search is trusted,
/// not even what may be done on a day (`DayOptions`), from which bounds are made.
struct Exhaustive {
    /// What a rota of one day counts; the days' counts are summed.
    typealias Measure = @Sendable (ScoredRota) -> Int

    static let duty: Measure = { count(S01EmptyDutyPlaces().items($0)) }
    static let cover: Measure = { count(S02CoverShortfall().items($0)) }
    static let supervision: Measure = { count(S03Supervision().items($0)) }
    static let points: Measure = { duty($0) * 1_000_000 + cover($0) * 100_000 + supervision($0) * 20_000 }

    static func count(_ items: [ScoreItem]) -> Int { items.reduce(0) { $0 + Int($1.amount) } }

    /// What a partner has used of each term's week, and whether any of it was a choice.
    private struct Used: Hashable {
        var term: Int
        var parts: Int
        var isChosen: Bool
    }

    private let scorer: ReferenceScorer
    private let mostCombinations: Int
    private let days = Days()
    private var words: PracticeWords { scorer.words }

    init(_ scorer: ReferenceScorer, mostCombinations: Int) {
        self.scorer = scorer
        self.mostCombinations = mostCombinations
    }

    /// By measure; nil where a day has too many combinations, or none that keeps the hard rules.
    func least(_ measures: [Measure]) -> [Int]? {
        var sum = measures.map { _ in 0 }
        for monday in words.touchedWeeks {
            guard let week = week(monday, measures) else { return nil }
            sum = zip(sum, week).map { $0 + $1 }
        }
        return sum
    }

    private func week(_ monday: Int, _ measures: [Measure]) -> [Int]? {
        var states: [[Used]: [Int]] = [[]: measures.map { _ in 0 }]
        for day in monday..<monday + 7 where words.days.contains(day) {
            guard let today = outcomes(day, measures) else { return nil }
            var next: [[Used]: [Int]] = [:]
            for (used, sum) in states {
                for (more, least) in today { lower(&next[add(used, more)], zip(sum, least).map { $0 + $1 }) }
            }
            states = next
        }
        var best: [Int]?
        for (used, least) in states where keeps(used, monday) { lower(&best, least) }
        return best
    }

    private func lower(_ known: inout [Int]?, _ new: [Int]) { known = known.map { zip($0, new).map { min($0, $1) } } ?? new }

    /// One day and what everybody may do on it.
    private struct Ways {
        let scorer: ReferenceScorer
        let standing: RotaSheet
        /// By clinician.
        let options: [[ClinicianDay]]
    }

    /// The days that were looked at, kept for the next question.
    private final class Days {
        var known: [Int: Ways?] = [:]
    }

    /// Nil where there are too many combinations, or none.
    private func ways(_ date: Int) -> Ways? {
        if let known = days.known[date] { return known }
        let scorer = ReferenceScorer(words.file, range: DayRange(words.date(date)))
        let words = scorer.words, day = words.days.lowerBound, standing = ExhaustiveSearch.standingShifts(words)
        var options: [[ClinicianDay]] = [], combinations = 1
        for clinician in words.file.clinicians.indices where 1...mostCombinations ~= combinations {
            let ways = ExhaustiveSearch.waysToFill(words.file.clinicians[clinician].id, words.date(day), standing, scorer)
            options.append(ways.map { ClinicianDay(clinician, day, in: scorer.sheet(standing + $0), scorer.given, words) })
            combinations *= ways.count
        }
        let found = 1...mostCombinations ~= combinations ? Ways(scorer: scorer, standing: scorer.sheet(standing), options: options) : nil
        days.known[date] = .some(found)
        return found
    }

    /// Every combination of a day that puts nobody on duty beyond the need, by what it uses.
    private func outcomes(_ date: Int, _ measures: [Measure]) -> [[Used]: [Int]]? {
        guard let ways = ways(date) else { return nil }
        let scorer = ways.scorer, words = scorer.words, day = words.days.lowerBound, options = ways.options
        var found: [[Used]: [Int]] = [:]
        var sheet = ways.standing
        func go(_ clinician: Int, _ used: [Used]) {
            guard clinician < words.clinicianCount else {
                guard H08DutyPlaces().breaches(sheet, scorer.given, words).allSatisfy(\.given) else { return }
                let rota = ScoredRota(sheet, scorer)
                lower(&found[used], measures.map { $0(rota) })
                return
            }
            for option in options[clinician] {
                for part in Part.allCases where !option.stands.contains(part) {
                    sheet.set(clinician, day, part, option[part].map { .init(kind: $0.kind, location: $0.location, pinned: false) })
                }
                let term = Int(words.words(clinician, day).term)
                let isLimited = words.isPartner(clinician, day) && words.file.terms[term].maxShifts != nil && !option.worked.isEmpty
                let own = Used(term: term, parts: option.worked.count, isChosen: !option.stands.isSuperset(of: option.worked))
                go(clinician + 1, isLimited ? used + [own] : used)
            }
        }
        go(0, [])
        return found
    }

    private func add(_ a: [Used], _ b: [Used]) -> [Used] {
        var sum = a
        for more in b {
            if let known = sum.firstIndex(where: { $0.term == more.term }) {
                sum[known].parts += more.parts
                sum[known].isChosen = sum[known].isChosen || more.isChosen
            } else {
                sum.append(more)
            }
        }
        return sum.sorted { $0.term < $1.term }
    }

    /// H5, in the words of rules.md: given breaches stand, and nothing is added to them.
    private func keeps(_ used: [Used], _ monday: Int) -> Bool {
        used.allSatisfy { used in
            guard let most = words.file.terms[used.term].maxShifts, let clinician = words.clinician(words.file.terms[used.term].clinician) else { return true }
            let outside = (monday..<monday + 7).filter { Int(words.words(clinician, $0).term) == used.term }
                .reduce(0) { $0 + scorer.given.outside.worked(clinician, $1).count }
            return Double(used.parts + outside) / 2 <= most || !used.isChosen
        }
    }
}
