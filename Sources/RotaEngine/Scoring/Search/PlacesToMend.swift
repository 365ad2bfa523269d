import Civil

/// What a place lacks, of duty doctors or of the minimum, beyond what it may.
struct PlacesToMend: ScoreRule {
    let name: SoftRule
    let isDuty: Bool
    /// By place (`ScoredRota.place`).
    let allowed: [Int]

    private func lack(_ words: PracticeWords, _ day: Int, _ part: Part, _ location: Int) -> @Sendable (Int) -> Int {
        let need = words.need(day, part, location), wanted = isDuty ? need.duty : need.minimum
        let most = wanted - allowed[(day * 2 + part.index) * words.locationCount + location]
        return { max(0, most - $0) }
    }

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        var found: [ScoreItem] = []
        rota.eachPlace { day, part, location, place in
            let missing = lack(rota.words, day, part, location)(isDuty ? rota.onDuty[place] : rota.present[place])
            if missing > 0 { found.append(rota.item(day, part, location, missing)) }
        }
        return found
    }

    func count(in counters: inout RuleCounters) {
        let words = counters.words
        for day in words.days {
            let places = counters.addPlaces(day) { part, location in
                let lack = lack(words, day, part, location)
                return { Double(lack($0)) }
            }
            for clinician in 0..<words.clinicianCount where isDuty || words.countsTowardsMinimum(clinician, day) {
                counters.count(places, clinician, onDutyOnly: isDuty)
            }
        }
    }
}
