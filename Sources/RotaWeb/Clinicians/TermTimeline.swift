import Civil
import RotaDomain

/// Working terms as bars over the years, 1,000 units wide; what it shows stands in words in `title`.
struct TermTimeline {
    struct Bar {
        let kind: String
        let x: Int
        let width: Int
    }

    let title: String
    let bars: [Bar]
    /// Where each year but the first begins.
    let ticks: [Int]
    let years: [Int]
    let now: Int
    let today: String

    /// Nil without terms. Years long ago or far ahead are cut off, so that a bar of some months can be seen.
    init?(_ terms: [TermDetails], today: Day) {
        guard let earliest = terms.map(\.start).min() else { return nil }
        let firstYear = min(max(earliest.year, today.year - 5), today.year)
        let latest = (terms.map(\.start) + terms.compactMap(\.end)).max() ?? today
        let lastYear = max(min(latest.year, today.year + 5), today.year + 1)
        guard let from = Day(year: firstYear, month: 1, day: 1), let to = Day(year: lastYear, month: 12, day: 31) else { return nil }
        let length = to - from + 1
        func place(_ day: Day) -> Int { min(max((day - from) * 1_000 / length, 0), 1_000) }
        years = Array(firstYear...lastYear)
        ticks = years.dropFirst().compactMap { Day(year: $0, month: 1, day: 1).map(place) }
        now = place(today)
        self.today = today.words
        bars = terms.filter { $0.start <= to && $0.end ?? to >= from }.map { term in
            let start = place(term.start)
            let end = term.end.map { place($0 + 1) } ?? 1_000
            return Bar(kind: term.type.isTrainee ? "t-trainee" : "t-\(term.type.rawValue)", x: start, width: max(end - start - 2, 3))
        }
        title = terms.reversed().map { "\(TermWords.label($0)), \($0.dates(today: today))" }.joined(separator: "; ")
    }
}

extension TermTimeline {
    static let preview = TermTimeline(TermDetails(type: .partner, start: Day(number: 20_000), fte: 60), today: Day(number: 20_400))

    /// One term always has a timeline of its own.
    private init(_ term: TermDetails, today: Day) {
        title = TermWords.label(term)
        bars = [Bar(kind: "t-partner", x: 0, width: 1_000)]
        ticks = []
        years = [today.year]
        now = 500
        self.today = today.words
    }
}
