import Civil
import Rostering
import RotaDomain

/// A line of a search's score that counts, of some demands, what they are short of beyond what is allowed: so that a search can be
/// made to fill one place, and to leave others no worse than they are.
struct DemandRule: ScoreRule {
    let name: SoftRule
    /// By demand, how many may be missing for nothing.
    let allowed: [StaffingDemand: Int]

    /// The search's only: no report shows it.
    func items(_ rota: ScoredRota) -> [ScoreItem] { [] }

    func count(in counters: inout RuleCounters) {
        for (demand, allowed) in allowed.sorted(by: { $0.key.precedes($1.key) }) { count(demand, allowed, &counters) }
    }

    private func count(_ demand: StaffingDemand, _ allowed: Int, _ counters: inout RuleCounters) {
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
            guard allowed == 0, let term = words.term(trainee, day) else { return }
            let able = words.supervisors(of: trainee, term: term)
            for location in 0..<words.locationCount {
                // The trainee adds 1, and each supervisor 2, so that 1 is a trainee alone.
                let together = counters.add { $0 == 1 ? 1 : 0 }
                counters.count(together, trainee, [day]) { $0[part]?.location == location ? 1 : 0 }
                for supervisor in able { counters.count(together, supervisor, [day]) { $0[part]?.location == location ? 2 : 0 } }
            }
        }
    }
}

/// A line of a search's score that counts the parts in which a rota differs from the one it started from, so that nothing is changed for nothing.
struct KeepRule: ScoreRule {
    let name: SoftRule
    let sheet: RotaSheet

    /// The search's only: no report shows it.
    func items(_ rota: ScoredRota) -> [ScoreItem] { [] }

    func count(in counters: inout RuleCounters) {
        let sheet = sheet
        counters.charge { day in
            Double(Part.allCases.count { part in
                let was = sheet.work(day.clinician, day.day, part)
                return was?.kind != day[part]?.kind || was?.location != day[part]?.location
            })
        }
    }
}
