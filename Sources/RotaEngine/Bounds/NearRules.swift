import Civil
import RotaDomain

/// The rules of the score for a search that sees a few weeks of a range: S5 and S8 reckon with what the rota has outside them.
///
/// S9 is left out: it is about too few days of those weeks to matter.
struct NearRules {
    private let words: PracticeWords
    private let sheet: RotaSheet
    private let shares: FairShares

    /// The whole range, and its rota.
    init(_ words: PracticeWords, _ sheet: RotaSheet, _ shares: FairShares) {
        self.words = words
        self.sheet = sheet
        self.shares = shares
    }

    func book(_ book: RuleBook, near range: DayRange) -> RuleBook {
        let near = words.number(of: range.first)..<words.number(of: range.last) + 1
        var found = book
        found.score.removeAll { $0.name == .s9 }
        found.score = found.score.map { rule in
            switch rule.name {
            case .s5: NearContract(name: .s5, contracted: contracted(outside: near))
            case .s8: NearDuty(name: .s8, share: share(outside: near))
            default: rule
            }
        }
        return found
    }

    /// By clinician, the parts that the contract leaves for the weeks.
    private func contracted(outside near: Range<Int>) -> [Double] {
        (0..<words.clinicianCount).map { clinician in
            words.days.filter { words.isPartner(clinician, $0) }.reduce(0.0) { sum, day in
                sum + words.words(clinician, day).contracted - Double(near.contains(day) ? 0 : sheet.worked(clinician, day).count)
            }
        }
    }

    /// By clinician, the duty parts of the fair share that are left for the weeks.
    private func share(outside near: Range<Int>) -> [Int: Double] {
        Dictionary(shares.all.each.map { clinician, share in
            (clinician, words.days.reduce(share) { $0 - Double(near.contains($1) ? 0 : sheet.dutyParts(clinician, $1).count) })
        }, uniquingKeysWith: { a, _ in a })
    }
}

/// S5 in a few weeks.
private struct NearContract: ScoreRule {
    let name: SoftRule
    let contracted: [Double]

    /// The search's only: no report shows it.
    func items(_ rota: ScoredRota) -> [ScoreItem] { [] }

    func count(in counters: inout RuleCounters) {
        for (clinician, contracted) in contracted.enumerated() {
            let days = counters.words.days.filter { counters.words.isPartner(clinician, $0) }
            guard !days.isEmpty else { continue }
            let worked = counters.add { abs(Double($0) - contracted) }
            counters.count(worked, clinician, days) { $0.worked.count }
        }
    }
}

/// S8 in a few weeks.
private struct NearDuty: ScoreRule {
    let name: SoftRule
    let share: [Int: Double]

    /// The search's only: no report shows it.
    func items(_ rota: ScoredRota) -> [ScoreItem] { [] }

    func count(in counters: inout RuleCounters) {
        for (clinician, share) in share.sorted(by: { $0.key < $1.key }) {
            let duty = counters.add { (Double($0) - share) * (Double($0) - share) }
            counters.count(duty, clinician, counters.words.days) { $0.onDuty.count }
        }
    }
}
