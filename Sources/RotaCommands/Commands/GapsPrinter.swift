import Civil
import RotaDomain
import RotaEngine

/// What a generated rota is short of, for the terminal: beside what no rota avoids, and then gap by gap.
struct GapsPrinter {
    private let result: GenerationResult
    private let explains: Bool

    /// So many gaps are told of, and for so long, unless they are to be explained; more are nobody's reading.
    private static let mostGaps = 100, longest = Duration.seconds(1)

    /// - Parameter explains: look also for prices and for what would close a gap, which takes a while.
    init(_ result: GenerationResult, explains: Bool) {
        self.result = result
        self.explains = explains
    }

    /// Says each line as soon as it is known, since explaining takes minutes on a large practice.
    func tell(_ say: (String) -> Void) {
        var analyst = GapAnalyst(result)
        guard let bounds = analyst.bounds() else { return }
        table(bounds.least).forEach(say)
        if let cost = ProtectionCost(result.practice, range: result.rota.range) { say(words(cost)) }
        let deadline = ContinuousClock.now + Self.longest
        for (told, gap) in result.gaps.enumerated() {
            guard explains || told < Self.mostGaps && ContinuousClock.now < deadline else { return say("and \(NumberText.counted(result.gaps.count - told, "more gap"))") }
            lines(gap, &analyst).forEach(say)
        }
    }

    private func words(_ cost: ProtectionCost) -> String {
        let missing = cost.missing
        let parts = [(missing.duty, "duty places left empty"), (missing.cover, "cover shortfall"), (missing.supervision, "unsupervised trainee parts")].filter { $0.0 > 0 }
        let only = parts.isEmpty ? "" : ". Missing only because of that: " + parts.map { "\($0.1) \(NumberText.grouped($0.0))" }.joined(separator: ", ")
        return "No rota beats that \(ProtectedPeriod.phrase(until: cost.until))\(only)"
    }

    private func table(_ least: StaffingCount) -> [String] {
        func count(_ rule: SoftRule) -> Int { Int(result.report[rule].count) }
        let rows = [
            ("duty places left empty", count(.s1), least.duty), ("cover shortfall", count(.s2), least.cover),
            ("unsupervised trainee parts", count(.s3), least.supervision),
            ("points of the three", [SoftRule.s1, .s2, .s3].reduce(0) { $0 + count($1) * $1.weight }, least.points),
        ]
        return ["\(right("this rota", 40))\(right("no rota beats", 16))"] + rows.map { title, now, least in
            left(title, 28) + right(NumberText.grouped(now), 12) + right(NumberText.grouped(least), 16)
        }
    }

    private func lines(_ gap: Gap, _ analyst: inout GapAnalyst) -> [String] {
        let words = GapWords(result.practice), account = words.account(analyst.verdict(on: gap, isPriced: explains), isPriced: explains)
        let standing = account.standing.phrase(unavoidable: account.unavoidable, of: gap.count)?.lowercased() ?? "not shown to be unavoidable"
        let line = "\(gap.date.iso) \(gap.part.rawValue) \(gap.location), \(what(gap)): \(standing)\(account.brief.isEmpty ? "" : ". \(account.brief)")"
        return [line] + (explains && !account.isWhole ? words.sentences(analyst.fixes(for: gap)).map { "    \($0)" } : [])
    }

    private func what(_ gap: Gap) -> String {
        let needed = CoverTable(result.practice, DayRange(gap.date)).need(gap.date, gap.part, gap.location)
        let phrase = GapTitle(gap, needed: needed).phrase
        guard case .supervision(let trainee) = gap.kind else { return phrase }
        return "\(result.practice.clinicians.first { $0.id == trainee }?.name ?? trainee) \(phrase)"
    }

    private func left(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
    private func right(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
}
