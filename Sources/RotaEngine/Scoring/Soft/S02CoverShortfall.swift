/// S2: for each open part and location, the clinicians that are missing from the minimum.
struct S02CoverShortfall: ScoreRule {
    let name = SoftRule.s2

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        var found: [ScoreItem] = []
        rota.eachPlace { day, part, location, place in
            let short = rota.words.need(day, part, location).minimum - rota.present[place]
            if short > 0 { found.append(rota.item(day, part, location, short)) }
        }
        return found
    }

    func count(in counters: inout RuleCounters) {
        let words = counters.words
        for day in words.days {
            let places = counters.addPlaces(day) { part, location in
                let minimum = words.need(day, part, location).minimum
                return { present in Double(max(0, minimum - present)) }
            }
            for clinician in 0..<words.clinicianCount where words.countsTowardsMinimum(clinician, day) { counters.count(places, clinician) }
        }
    }
}
