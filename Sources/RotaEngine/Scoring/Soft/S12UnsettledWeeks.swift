/// S12: weekdays that a partner works in exactly one of two consecutive undisturbed weeks.
struct S12UnsettledWeeks: ScoreRule {
    let name = SoftRule.s12

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        var found: [ScoreItem] = []
        for clinician in 0..<rota.words.clinicianCount {
            for monday in rota.words.settledPairs(clinician) {
                for day in monday..<monday + 7
                where rota.sheet.worked(clinician, day).isEmpty != rota.sheet.worked(clinician, day + 7).isEmpty {
                    found.append(ScoreItem(clinician: rota.id(clinician), date: rota.words.date(day + 7), amount: 1))
                }
            }
        }
        return found
    }

    func count(in counters: inout RuleCounters) {
        for clinician in 0..<counters.words.clinicianCount {
            for monday in counters.words.settledPairs(clinician) {
                for day in monday..<monday + 7 {
                    let pair = counters.add { $0 == 1 ? 1 : 0 }
                    counters.count(pair, clinician, [day, day + 7]) { $0.worked.isEmpty ? 0 : 1 }
                }
            }
        }
    }
}
