import Civil
import RotaDomain

/// The lines of a score in words for a practice manager: "2 mornings short of doctors: Tue 29 December, Wed 30 December".
package struct ScoreWords: Sendable {
    private let names: [String: String]
    private let manyLocations: Bool
    /// How many dates or people a sentence names before "and 3 more".
    package var most = 6

    package init(_ practice: PracticeFile) {
        names = Dictionary(practice.clinicians.map { ($0.id, $0.name) }, uniquingKeysWith: { a, _ in a })
        manyLocations = practice.locations.count > 1
    }

    /// What a line counts, in sentences; none where it counts nothing.
    package func sentences(_ line: ScoreLine) -> [String] {
        guard line.count > 0 else { return [] }
        switch line.rule {
        case .s1: return places(line.items) { "without a duty doctor" + ($0 > 1 ? " for \($0) places" : "") }
        case .s2: return places(line.items) { $0 > 1 ? "\($0) doctors short" : "short of doctors" }
        case .s3: return [counted(line, "part", "on which a trainee is without a supervisor") + ": " + dated(line.items)]
        case .s4: return people(line.items) { "must-work days or minimum shifts missed (\(NumberText.decimal($0)))" }
        case .s5: return people(line.items) { "\(NumberText.decimal($0)) parts from contract over the range" }
        case .s6: return people(line.items) { "weeks uneven by \(NumberText.decimal($0)) parts in all" }
        case .s7: return ["Doctors beyond the minimum, each part's number squared: \(NumberText.decimal(line.count))"]
        case .s8: return people(line.items, each: { $0.amount.squareRoot() }) { "\(NumberText.decimal($0)) duty parts from the fair share" }
        case .s9: return people(line.items, each: { $0.amount.squareRoot() }) { "\(NumberText.decimal($0)) Monday and Friday duty parts from the fair share" }
        case .s10: return [counted(line, "pair", "of duty days within three days of each other") + ": " + dated(line.items)]
        case .s11: return [counted(line, "part", "different from the rota before")]
        case .s12: return people(line.items) { "\(NumberText.decimal($0)) weekdays worked in one of two consecutive weeks only" }
        case .s13: return people(line.items) { "\(NumberText.decimal($0)) parts away from home" }
        }
    }

    private func counted(_ line: ScoreLine, _ noun: String, _ rest: String) -> String {
        "\(NumberText.decimal(line.count)) \(noun)\(line.count == 1 ? "" : "s") \(rest)"
    }

    /// One sentence for each location, half of the day and number missing.
    private func places(_ items: [ScoreItem], _ what: (Int) -> String) -> [String] {
        var groups: [(location: String, part: Part, missing: Int, dates: [Day])] = []
        for item in items {
            guard let location = item.location, let part = item.part, let date = item.date else { continue }
            let missing = Int(item.amount)
            if let known = groups.firstIndex(where: { $0.location == location && $0.part == part && $0.missing == missing }) {
                groups[known].dates.append(date)
            } else {
                groups.append((location, part, missing, [date]))
            }
        }
        return groups.map { group in
            let noun = group.part.word + (group.dates.count == 1 ? "" : "s")
            let place = manyLocations ? " at \(group.location)" : ""
            return "\(group.dates.count) \(noun) \(what(group.missing))\(place): \(list(group.dates.map(\.medium)))"
        }
    }

    /// One sentence for each person, the largest sum first.
    private func people(_ items: [ScoreItem], each: (ScoreItem) -> Double = { $0.amount }, _ what: (Double) -> String) -> [String] {
        var sums: [(id: String, sum: Double)] = []
        for item in items {
            guard let id = item.clinician, each(item) > 0.005 else { continue }
            if let known = sums.firstIndex(where: { $0.id == id }) { sums[known].sum += each(item) } else { sums.append((id, each(item))) }
        }
        let ranked = sums.enumerated().sorted { ($1.element.sum, $0.offset) < ($0.element.sum, $1.offset) }.map(\.element)
        return ranked.map { "\(names[$0.id] ?? $0.id): \(what($0.sum))" }
    }

    private func dated(_ items: [ScoreItem]) -> String {
        list(items.map { item in
            let name = item.clinician.flatMap { names[$0] } ?? ""
            return [name, item.date?.medium, item.part?.word].compactMap { $0 }.joined(separator: " ")
        })
    }

    private func list(_ texts: [String]) -> String {
        texts.prefix(most).joined(separator: ", ") + (texts.count > most ? " and \(texts.count - most) more" : "")
    }
}
