/// S1: duty places left empty.
struct S01EmptyDutyPlaces: ScoreRule {
    let name = SoftRule.s1

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        var found: [ScoreItem] = []
        rota.eachPlace { day, part, location, place in
            let empty = rota.words.need(day, part, location).duty - rota.onDuty[place]
            if empty > 0 { found.append(rota.item(day, part, location, empty)) }
        }
        return found
    }

    func count(in counters: inout RuleCounters) {
        let words = counters.words
        for day in words.days {
            let places = counters.addPlaces(day) { part, location in
                let need = words.need(day, part, location).duty
                return { onDuty in Double(max(0, need - onDuty)) }
            }
            for clinician in 0..<words.clinicianCount { counters.count(places, clinician, onDutyOnly: true) }
        }
    }
}
