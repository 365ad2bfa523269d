/// S8: the square of each duty clinician's distance from the fair share of duty, with the balance carried in.
struct S08DutyFairness: ScoreRule {
    let name = SoftRule.s8
    /// What is left of the shares for these days, for a search that sees a few weeks of a range; nil for those of the days themselves.
    var left: FairShares.List?

    func items(_ rota: ScoredRota) -> [ScoreItem] { (left ?? rota.shares.all).unfairness(rota) }
    func count(in counters: inout RuleCounters) { (left ?? counters.shares.all).count(in: &counters) }
}

extension FairShares.List {
    func unfairness(_ rota: ScoredRota) -> [ScoreItem] {
        each.map { clinician, share in
            let duty = days.reduce(0) { $0 + rota.sheet.dutyParts(clinician, $1).count }
            let away = Double(duty) - share
            return ScoreItem(clinician: rota.id(clinician), amount: away * away)
        }
    }

    func count(in counters: inout RuleCounters) {
        for (clinician, share) in each {
            let away = counters.add { (Double($0) - share) * (Double($0) - share) }
            counters.count(away, clinician, days) { $0.onDuty.count }
        }
    }
}
