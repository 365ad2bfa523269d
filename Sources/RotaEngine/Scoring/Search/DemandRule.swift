import Civil
import Rostering
import RotaDomain

/// A line of a search's score that counts, of some demands, what they are short of beyond what is allowed: so that a search can be
/// made to fill one place, and to leave others no worse than they are.
struct DemandRule: ScoreRule {
    let name: SoftRule
    /// By demand, how many may be missing for nothing.
    let allowed: [StaffingDemand: Int]

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        let shortages = RotaShortages(rota)
        return ordered.compactMap { demand, allowed in
            let beyond = shortages[demand] - allowed
            guard beyond > 0 else { return nil }
            let location = demand.location.map { rota.words.file.locations[$0] }
            return ScoreItem(date: rota.words.date(demand.day), part: demand.part, location: location, amount: Double(beyond))
        }
    }

    func count(in counters: inout RuleCounters) {
        var supervisors = Supervisors(counters.words)
        for (demand, allowed) in ordered { count(demand, allowed, &counters, &supervisors) }
    }

    private var ordered: [(key: StaffingDemand, value: Int)] { allowed.sorted { $0.key.precedes($1.key) } }

    private func count(_ demand: StaffingDemand, _ allowed: Int, _ counters: inout RuleCounters, _ supervisors: inout Supervisors) {
        let words = counters.words, part = demand.part
        switch demand {
        case .duty(let day, _, let location):
            let least = words.need(day, part, location).duty - allowed
            let onDuty = counters.add { Double(max(0, least - $0)) }
            for clinician in 0..<words.clinicianCount {
                counters.count(onDuty, clinician, [day]) { day in day[part].map { $0.kind == .duty && $0.location == location } == true ? 1 : 0 }
            }
        case .cover(let day, _, let location):
            let least = words.need(day, part, location).minimum - allowed
            let present = counters.add { Double(max(0, least - $0)) }
            for clinician in 0..<words.clinicianCount where words.countsTowardsMinimum(clinician, day) {
                counters.count(present, clinician, [day]) { $0[part]?.location == location ? 1 : 0 }
            }
        case .supervision(let trainee, let day, _):
            guard allowed == 0, let able = supervisors.of(trainee, day) else { return }
            counters.countUnsupervised([trainee], by: able, day) { other, _ in other == part }
        }
    }
}
