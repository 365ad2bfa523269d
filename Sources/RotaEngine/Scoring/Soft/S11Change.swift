import Civil

/// S11: parts that differ from what was given, on the dates for which an unpinned shift was given; pinned parts apart.
struct S11Change: ScoreRule {
    let name = SoftRule.s11

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        let words = rota.words
        var found: [ScoreItem] = []
        for day in words.days where rota.given.hadUnpinned[day] {
            for clinician in 0..<words.clinicianCount {
                let changed = ClinicianDay(clinician, day, in: rota.sheet, rota.given, words).partsThatDiffer(from: rota.given.all)
                for part in changed.parts { found.append(ScoreItem(clinician: rota.id(clinician), date: words.date(day), part: part, amount: 1)) }
            }
        }
        return found
    }

    func count(in counters: inout RuleCounters) {
        let given = counters.given
        counters.charge { given.hadUnpinned[$0.day] ? Double($0.partsThatDiffer(from: given.all).count) : 0 }
    }
}
