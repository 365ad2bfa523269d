import Civil
import RotaDomain

/// S4: must-work days that a partner does not work, and parts below the least that the term asks for in a week.
struct S04PartnerPromises: ScoreRule {
    let name = SoftRule.s4

    func items(_ rota: ScoredRota) -> [ScoreItem] { mustWorkMissed(rota) + minimumMissed(rota) }

    private func mustWorkMissed(_ rota: ScoredRota) -> [ScoreItem] {
        let words = rota.words
        var found: [ScoreItem] = []
        for clinician in 0..<words.clinicianCount {
            for day in words.days where Self.mustWork(clinician, day, words) && rota.sheet.worked(clinician, day).isEmpty {
                found.append(ScoreItem(clinician: rota.id(clinician), date: words.date(day), amount: 1))
            }
        }
        return found
    }

    private func minimumMissed(_ rota: ScoredRota) -> [ScoreItem] {
        let words = rota.words
        var found: [ScoreItem] = []
        for monday in words.wholeWeeks {
            for clinician in 0..<words.clinicianCount {
                let least = words.weekMinimum(clinician, week: monday)
                guard least > 0 else { continue }
                let worked = (monday..<monday + 7).reduce(0) { $0 + rota.sheet.worked(clinician, $1).count }
                if worked < least {
                    found.append(ScoreItem(clinician: rota.id(clinician), date: words.date(monday), amount: Double(least - worked)))
                }
            }
        }
        return found
    }

    func count(in counters: inout RuleCounters) {
        let words = counters.words
        counters.charge { $0.worked.isEmpty && Self.mustWork($0.clinician, $0.day, words) ? 1 : 0 }
        for monday in words.wholeWeeks {
            for clinician in 0..<words.clinicianCount {
                let least = words.weekMinimum(clinician, week: monday)
                guard least > 0 else { continue }
                let missed = counters.add { worked in Double(max(0, least - worked)) }
                counters.count(missed, clinician, monday..<monday + 7) { $0.worked.count }
            }
        }
    }

    /// Is it an open, available day on which the partner's term wants them at work?
    private static func mustWork(_ clinician: Int, _ day: Int, _ words: PracticeWords) -> Bool {
        guard words.isPartner(clinician, day), !words.available(clinician, day).isEmpty, let term = words.term(clinician, day) else { return false }
        return term.mustWork.contains(Weekday.allCases[words.weekday(day)])
    }
}
