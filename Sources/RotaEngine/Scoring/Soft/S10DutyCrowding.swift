/// S10: pairs of days, one to three calendar days apart, on both of which the same clinician is on duty.
struct S10DutyCrowding: ScoreRule {
    let name = SoftRule.s10

    /// The most days between the two.
    private static let reach = 3

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        var found: [ScoreItem] = []
        for clinician in 0..<rota.words.clinicianCount {
            let onDuty = rota.words.days.filter { !rota.sheet.dutyParts(clinician, $0).isEmpty }
            for (index, first) in onDuty.enumerated() {
                for second in onDuty[(index + 1)...] where second - first <= Self.reach {
                    found.append(ScoreItem(clinician: rota.id(clinician), date: rota.words.date(second), amount: 1))
                }
            }
        }
        return found
    }

    func count(in counters: inout RuleCounters) {
        let days = counters.words.days
        for clinician in 0..<counters.words.clinicianCount {
            for first in days {
                for second in first + 1..<max(first + 1, min(first + Self.reach + 1, days.upperBound)) {
                    let pair = counters.add { $0 == 2 ? 1 : 0 }
                    counters.count(pair, clinician, [first, second]) { $0.onDuty.isEmpty ? 0 : 1 }
                }
            }
        }
    }
}
