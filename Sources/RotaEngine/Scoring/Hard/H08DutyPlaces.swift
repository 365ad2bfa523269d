import Civil

/// H8: no location has more duty doctors on a part than it needs.
struct H08DutyPlaces: LimitRule {
    let name = HardRule.h8

    func breaches(_ sheet: RotaSheet, _ given: GivenRota, _ words: PracticeWords) -> [Breach] {
        var found: [Breach] = []
        for day in words.days {
            for part in Part.allCases {
                var count = Array(repeating: 0, count: words.locationCount)
                var allStand = Array(repeating: true, count: words.locationCount)
                for clinician in 0..<words.clinicianCount {
                    guard let work = sheet.work(clinician, day, part), work.kind == .duty else { continue }
                    count[work.location] += 1
                    if !given.stands(clinician, day, words).contains(part) { allStand[work.location] = false }
                }
                for location in 0..<words.locationCount {
                    let extra = count[location] - words.need(day, part, location).duty
                    guard extra > 0 else { continue }
                    found.append(Breach(
                        rule: .h8, date: words.date(day), part: part, clinician: nil,
                        fault: .tooManyOnDuty(extra: extra, location: words.file.locations[location]), given: allStand[location]))
                }
            }
        }
        return found
    }

    /// How many may be on duty at the place: as many as it needs, or as stand there as given if that is more.
    static func most(_ day: Int, _ part: Part, _ location: Int, _ given: GivenRota, _ words: PracticeWords) -> Int {
        let standing = (0..<words.clinicianCount).count { clinician in
            let work = given.standingWork(clinician, day, part, words)
            return work?.kind == .duty && work?.location == location
        }
        return max(words.need(day, part, location).duty, standing)
    }

    func count(in counters: inout RuleCounters) {
        let words = counters.words, given = counters.given
        for day in words.days {
            let places = counters.addPlaces(day) { part, location in
                let most = Self.most(day, part, location, given, words)
                return { onDuty in Double(max(0, onDuty - most)) }
            }
            for clinician in 0..<words.clinicianCount { counters.count(places, clinician, onDutyOnly: true) }
        }
    }
}
