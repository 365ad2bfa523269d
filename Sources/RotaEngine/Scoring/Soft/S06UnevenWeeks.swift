/// S6: for each whole week, what a partner's worked parts are away from the contracted ones beyond one.
struct S06UnevenWeeks: ScoreRule {
    let name = SoftRule.s6

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        var found: [ScoreItem] = []
        for monday in rota.words.wholeWeeks {
            for clinician in 0..<rota.words.clinicianCount {
                let away = abs(rota.workedLessContracted(clinician, monday..<monday + 7)) - 1
                if away > 0 { found.append(ScoreItem(clinician: rota.id(clinician), date: rota.words.date(monday), amount: away)) }
            }
        }
        return found
    }

    func count(in counters: inout RuleCounters) {
        let words = counters.words
        for monday in words.wholeWeeks {
            for clinician in 0..<words.clinicianCount {
                let days = (monday..<monday + 7).filter { words.isPartner(clinician, $0) }
                guard !days.isEmpty else { continue }
                let contracted = words.contracted(clinician, days)
                let away = counters.add { worked in max(0, abs(Double(worked) - contracted) - 1) }
                counters.count(away, clinician, days) { $0.worked.count }
            }
        }
    }
}
