/// S5: how far each partner's worked parts are from the contracted ones over the whole range.
struct S05Contract: ScoreRule {
    let name = SoftRule.s5
    /// By clinician, parts worked less contracted on days beyond these: for a search that sees a few weeks of a range.
    var elsewhere: [Int: Double] = [:]

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        (0..<rota.words.clinicianCount).compactMap { clinician in
            let away = abs(rota.workedLessContracted(clinician, rota.words.days) + (elsewhere[clinician] ?? 0))
            return away > 0 ? ScoreItem(clinician: rota.id(clinician), amount: away) : nil
        }
    }

    func count(in counters: inout RuleCounters) {
        let words = counters.words
        for clinician in 0..<words.clinicianCount {
            let days = words.days.filter { words.isPartner(clinician, $0) }
            let contracted = words.contracted(clinician, days) - (elsewhere[clinician] ?? 0)
            let away = counters.add { worked in abs(Double(worked) - contracted) }
            counters.count(away, clinician, days) { $0.worked.count }
        }
    }
}
