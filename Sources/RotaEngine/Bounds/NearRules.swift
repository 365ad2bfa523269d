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

    /// - Parameter near: the words of the weeks that the search sees.
    func book(_ book: RuleBook, near: PracticeWords) -> RuleBook {
        let seen = words.number(of: near.range.first)..<words.number(of: near.range.last) + 1
        var found = book
        found.score.removeAll { $0.name == .s9 }
        found.score = found.score.map { rule in
            switch rule.name {
            case .s5: S05Contract(elsewhere: worked(outside: seen))
            case .s8: S08DutyFairness(left: FairShares.List(days: Array(near.days), each: left(outside: seen)))
            default: rule
            }
        }
        return found
    }

    /// By clinician, parts worked less contracted.
    private func worked(outside seen: Range<Int>) -> [Int: Double] {
        var found: [Int: Double] = [:]
        for clinician in 0..<words.clinicianCount {
            for day in words.days where !seen.contains(day) && words.isPartner(clinician, day) {
                found[clinician, default: 0] += Double(sheet.worked(clinician, day).count) - words.words(clinician, day).contracted
            }
        }
        return found
    }

    /// The duty parts of the fair shares that are left for the weeks.
    private func left(outside seen: Range<Int>) -> [(clinician: Int, share: Double)] {
        shares.all.each.map { clinician, share in
            (clinician, words.days.reduce(share) { $0 - Double(seen.contains($1) ? 0 : sheet.dutyParts(clinician, $1).count) })
        }
    }
}
