import Civil
import RotaDomain
@testable import RotaEngine

/// The least of S1, of S2, of S3 and of the three together over every rota that keeps the hard rules, by looking at all of them:
/// day by day every combination of what everybody may do, judged by the reference scorer's own rules.
struct Exhaustive {
    struct Least: Equatable {
        var duty = Int.max, cover = Int.max, supervision = Int.max, points = Int.max
    }

    /// What a partner has used of each term's week, and whether any of it was a choice.
    private struct Used: Hashable {
        var term: Int
        var parts: Int
        var isChosen: Bool
    }

    private let scorer: ReferenceScorer
    private var words: PracticeWords { scorer.words }

    init(_ scorer: ReferenceScorer) { self.scorer = scorer }

    /// Nil where a day has more than so many combinations.
    func least(mostCombinations: Int) -> Least? {
        var sum = Least(duty: 0, cover: 0, supervision: 0, points: 0)
        for monday in words.touchedWeeks {
            guard let week = week(monday, mostCombinations) else { return nil }
            sum.duty += week.duty
            sum.cover += week.cover
            sum.supervision += week.supervision
            sum.points += week.points
        }
        return sum
    }

    private func week(_ monday: Int, _ most: Int) -> Least? {
        var states: [[Used]: Least] = [[]: Least(duty: 0, cover: 0, supervision: 0, points: 0)]
        for day in monday..<monday + 7 where words.days.contains(day) {
            guard let today = outcomes(day, most) else { return nil }
            var next: [[Used]: Least] = [:]
            for (used, sum) in states {
                for (more, least) in today {
                    let total = add(used, more)
                    var best = next[total] ?? Least()
                    best.duty = min(best.duty, sum.duty + least.duty)
                    best.cover = min(best.cover, sum.cover + least.cover)
                    best.supervision = min(best.supervision, sum.supervision + least.supervision)
                    best.points = min(best.points, sum.points + least.points)
                    next[total] = best
                }
            }
            states = next
        }
        var best = Least()
        for (used, least) in states where keeps(used, monday) {
            best.duty = min(best.duty, least.duty)
            best.cover = min(best.cover, least.cover)
            best.supervision = min(best.supervision, least.supervision)
            best.points = min(best.points, least.points)
        }
        return best
    }

    /// Every combination of a day that puts nobody on duty beyond the need, by what it uses.
    private func outcomes(_ day: Int, _ most: Int) -> [[Used]: Least]? {
        let options = (0..<words.clinicianCount).map { DayOptions.all($0, day, scorer.given, words) }
        guard options.reduce(1, { $0 * $1.count }) <= most else { return nil }
        var found: [[Used]: Least] = [:]
        var sheet = scorer.sheet(words.file.shifts.filter { $0.pinned || words.isProtected(words.number(of: $0.date)) })
        func go(_ clinician: Int, _ used: [Used]) {
            guard clinician < words.clinicianCount else {
                guard H08DutyPlaces.breaches(sheet, scorer.given, words, days: day..<day + 1).allSatisfy(\.given) else { return }
                let rota = ScoredRota(sheet, scorer, placeDays: day..<day + 1)
                func count(_ items: [ScoreItem]) -> Int { items.reduce(0) { $0 + Int($1.amount) } }
                let duty = count(S01EmptyDutyPlaces.items(rota)), cover = count(S02CoverShortfall.items(rota)), alone = count(S03Supervision.items(rota))
                var best = found[used] ?? Least()
                best.duty = min(best.duty, duty)
                best.cover = min(best.cover, cover)
                best.supervision = min(best.supervision, alone)
                best.points = min(best.points, duty * 1_000_000 + cover * 100_000 + alone * 20_000)
                found[used] = best
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
