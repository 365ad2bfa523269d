import Civil
import RotaDomain

/// One thing that a line of the score says of a rota, with the dates or people that it is about:
/// "2 mornings short of doctors" and "Tue 29 December", "Wed 30 December".
package struct ScoreSentence: Sendable, Hashable, Codable {
    package let text: String
    /// In order of date, or of weight; `mostKept` at the most.
    package let list: [String]
    /// How many there are, those that were not kept too.
    package let count: Int

    package static let mostKept = 200

    package init(_ text: String, _ list: [String] = []) {
        self.text = text
        self.list = Array(list.prefix(Self.mostKept))
        count = list.count
    }
}

/// The lines of the score in words for a practice manager: the one home of what is said of S1 to S13.
package struct ScoreWords: Sendable {
    private let names: [String: String]
    private let manyLocations: Bool
    private let practice: PracticeFile

    package init(_ practice: PracticeFile) {
        self.practice = practice
        names = Dictionary(practice.clinicians.map { ($0.id, $0.name) }, uniquingKeysWith: { a, _ in a })
        manyLocations = practice.locations.count > 1
    }

    /// What a line counts: "Doctors missing from cover"
    package static func title(_ rule: SoftRule) -> String {
        switch rule {
        case .s1: "Duty places left empty"
        case .s2: "Doctors missing from cover"
        case .s3: "Trainee half-days unsupervised"
        case .s4: "Partners’ must-work days and weekly minimum missed"
        case .s5: "Partners’ half-days away from contract"
        case .s6: "Partners’ uneven weeks"
        case .s7: "More doctors than needed, unevenly spread"
        case .s8: "Unequal shares of duty"
        case .s9: "Unequal shares of Monday and Friday duty"
        case .s10: "Duty days close together"
        case .s11: "Half-days changed from today’s rota"
        case .s12: "Days that differ from the week before"
        case .s13: "Half-days away from the usual site"
        default: rule.title
        }
    }

    /// What a line says of this rota; where it counts nothing, what is good about that.
    package func sentences(_ line: ScoreLine) -> [ScoreSentence] {
        let items = line.items.filter { $0.amount > 0 }
        guard line.count > 0, !items.isEmpty else { return [ScoreSentence(Self.good(line.rule))] }
        let count = NumberText.decimal(line.count), half = NumberText.counted(line.count, "half-day")
        switch line.rule {
        case .s1: return places(items, .duty)
        case .s2: return places(items, .cover)
        case .s3: return [ScoreSentence("\(half) on which a trainee is without a supervisor", dated(items))]
        case .s4: return [ScoreSentence("\(count) must-work \(line.count == 1 ? "day or half-day" : "days or half-days") of the weekly minimum missed", people(items))]
        case .s5: return [ScoreSentence("Everyone within \(within(items)) of contract over these dates", people(items))]
        case .s6: return [ScoreSentence("\(half) more or less than contract, beyond one, over all weeks", people(items))]
        case .s7: return [ScoreSentence("\(NumberText.counted(Double(items.count), "half-day")) with more doctors than needed, by \(most(items)) at the most")]
        case .s8: return [ScoreSentence("Everyone within \(within(roots(items))) of the fair share", people(roots(items)))]
        case .s9: return weekdays(items)
        case .s10: return [ScoreSentence("\(NumberText.counted(line.count, "pair")) of duty days within three days of each other", dated(items))]
        case .s11: return [ScoreSentence("\(half) \(line.count == 1 ? "differs" : "differ") from the shifts that were there")]
        case .s12: return [ScoreSentence("\(NumberText.counted(line.count, "day")) \(line.count == 1 ? "differs" : "differ") from the week before", people(items))]
        case .s13: return [ScoreSentence("\(half) at another site than usual", people(items))]
        default: return [ScoreSentence("\(count): \(line.title)", people(items))]
        }
    }

    private static func good(_ rule: SoftRule) -> String {
        switch rule {
        case .s1: "Every duty place is filled"
        case .s2: "Every half-day has the doctors it needs"
        case .s3: "Every trainee is supervised"
        case .s4: "Every promise to partners is kept"
        case .s5: "Everyone works what the contract says"
        case .s6: "Every week as long as usual"
        case .s7: "No half-day has more than it needs"
        case .s8, .s9: "Shared exactly"
        case .s10, .s13: "None"
        case .s11: "Nothing that was there is changed"
        case .s12: "Every week like the one before"
        default: "None"
        }
    }

    /// To one decimal, upwards, so that "within" is true.
    private func tenths(_ value: Double) -> Double { max(0, (value * 10 - 0.000_001).rounded(.up) / 10) }

    /// The farthest that anybody is.
    private func within(_ items: [ScoreItem]) -> String {
        let farthest = items.map(\.amount).max() ?? 0
        return NumberText.counted(tenths(farthest), "half-day")
    }

    /// S8 and S9 count squares of half-days.
    private func roots(_ items: [ScoreItem]) -> [ScoreItem] {
        items.map { item in
            var item = item
            item.amount = item.amount.squareRoot()
            return item
        }
    }

    /// S7 counts squares of doctors.
    private func most(_ items: [ScoreItem]) -> String { NumberText.decimal((items.map(\.amount).max() ?? 0).squareRoot()) }

    private func weekdays(_ items: [ScoreItem]) -> [ScoreSentence] {
        [Weekday.mon, .fri].compactMap { weekday in
            let own = roots(items.filter { $0.date?.weekday == weekday })
            return own.isEmpty ? nil : ScoreSentence("\(weekday.name)s: everyone within \(within(own)) of the fair share", people(own))
        }
    }

    /// One sentence for each location, half of the day, and what is missing there.
    private func places(_ items: [ScoreItem], _ kind: Gap.Kind) -> [ScoreSentence] {
        let dates = items.compactMap(\.date)
        guard let first = dates.min(), let last = dates.max(), let range = DayRange(first, last) else { return [] }
        let needs = CoverTable(practice, range)
        var groups: [(location: String, part: Part, title: GapTitle, dates: [Day])] = []
        for item in items {
            guard let location = item.location, let part = item.part, let date = item.date else { continue }
            let title = GapTitle(kind, missing: Int(item.amount), needed: needs.need(date, part, location))
            if let known = groups.firstIndex(where: { $0.location == location && $0.part == part && $0.title == title }) {
                groups[known].dates.append(date)
            } else {
                groups.append((location, part, title, [date]))
            }
        }
        return groups.map { group in
            let place = manyLocations ? " at \(group.location)" : ""
            return ScoreSentence("\(NumberText.counted(Double(group.dates.count), group.part.word)) \(group.title.ofSeveral)\(place)", group.dates.map(\.medium))
        }
    }

    /// "Dr Sian Rees 4.5": each person's sum, the largest first.
    private func people(_ items: [ScoreItem]) -> [String] {
        var sums: [String: Double] = [:], order: [String] = []
        for item in items {
            guard let id = item.clinician else { continue }
            if sums[id] == nil { order.append(id) }
            sums[id, default: 0] += item.amount
        }
        let ranked = order.enumerated().map { (place: $0.offset, id: $0.element, sum: tenths(sums[$0.element] ?? 0)) }
        return ranked.filter { $0.sum > 0 }.sorted { ($1.sum, $0.place) < ($0.sum, $1.place) }.map { "\(names[$0.id] ?? $0.id) \(NumberText.decimal($0.sum))" }
    }

    private func dated(_ items: [ScoreItem]) -> [String] {
        items.map { item in
            [item.clinician.flatMap { names[$0] }, item.date?.medium, item.part?.word].compactMap { $0 }.joined(separator: " ")
        }
    }
}
