/// S7: the square of what is present beyond the minimum, for each open part and location.
struct S07Evenness: ScoreRule {
    let name = SoftRule.s7

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        var found: [ScoreItem] = []
        rota.eachPlace { day, part, location, place in
            let beyond = rota.present[place] - rota.words.need(day, part, location).minimum
            if beyond > 0 { found.append(rota.item(day, part, location, beyond * beyond)) }
        }
        return found
    }

    func count(in counters: inout RuleCounters) {
        let words = counters.words
        for day in words.days {
            let places = counters.addPlaces(day) { part, location in
                guard words.open(day).contains(part) else { return { _ in 0 } }
                let minimum = words.need(day, part, location).minimum
                return { present in
                    let beyond = max(0, present - minimum)
                    return Double(beyond * beyond)
                }
            }
            for clinician in 0..<words.clinicianCount where words.countsTowardsMinimum(clinician, day) { counters.count(places, clinician) }
        }
    }
}
