import Civil

/// S11: parts that differ from what was given, on the dates for which an unpinned shift was given; pinned parts apart.
struct S11Change: ScoreRule {
    let name = SoftRule.s11

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        let words = rota.words
        var found: [ScoreItem] = []
        for day in words.days where rota.given.hadUnpinned[day] {
            for clinician in 0..<words.clinicianCount {
                for part in Part.allCases where !rota.given.pinned.worked(clinician, day).contains(part) {
                    let before = rota.given.all.work(clinician, day, part), now = rota.sheet.work(clinician, day, part)
                    if before?.kind != now?.kind || before?.location != now?.location {
                        found.append(ScoreItem(clinician: rota.id(clinician), date: words.date(day), part: part, amount: 1))
                    }
                }
            }
        }
        return found
    }

    func count(in counters: inout RuleCounters) {
        let given = counters.given
        counters.charge { day in
            guard given.hadUnpinned[day.day] else { return 0 }
            let changed = Part.allCases.filter { part in
                let before = given.all.work(day.clinician, day.day, part), now = day[part]
                return !day.pinned.contains(part) && (before?.kind != now?.kind || before?.location != now?.location)
            }
            return Double(changed.count)
        }
    }
}
