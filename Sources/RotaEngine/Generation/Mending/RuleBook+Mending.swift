import Civil

extension RuleBook {
    /// The rules by which a rota is mended. In front of the score stand four lines of their own, each so dear that it is not traded for those below:
    /// gaps that the change made or touched (duty, cover, supervision), and then every part that differs from the rota as it was.
    ///
    /// One part's change can't be worth more to the score than a duty place elsewhere with all that hangs on it, and is dearer than that. Leaving a
    /// trainee unsupervised is worse than 32 changes, a shortfall than 256.
    static func mending(_ damage: Damage) -> RuleBook {
        let change = 1 << 22
        return RuleBook(score: [
            PlacesToMend(name: SoftRule(number: 101, id: "M1", weight: change << 11, title: "duty places to mend"), isDuty: true, allowed: damage.emptyBefore),
            PlacesToMend(name: SoftRule(number: 102, id: "M2", weight: change << 8, title: "cover to mend"), isDuty: false, allowed: damage.shortBefore),
            SupervisionToMend(name: SoftRule(number: 103, id: "M3", weight: change << 5, title: "supervision to mend"), allowed: damage.aloneBefore),
            PartsKept(name: SoftRule(number: 104, id: "M4", weight: change, title: "parts changed")),
        ] + standard.score, limits: standard.limits)
    }
}

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

/// Trainees' parts without a supervisor, but for those that may be so.
struct SupervisionToMend: ScoreRule {
    let name: SoftRule
    let allowed: Set<TraineePart>

    struct TraineePart: Hashable {
        let trainee: Int
        let day: Int
        let part: Part
        let location: Int
    }

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        S03Supervision().items(rota).filter { item in
            guard let part = Self.part(item, rota.words) else { return true }
            return !allowed.contains(part)
        }
    }

    static func part(_ item: ScoreItem, _ words: PracticeWords) -> TraineePart? {
        guard let trainee = item.clinician.flatMap({ words.clinician($0) }), let day = item.date.map({ words.number(of: $0) }), let part = item.part,
            let location = item.location.flatMap({ words.location($0) })
        else { return nil }
        return TraineePart(trainee: trainee, day: day, part: part, location: location)
    }

    /// A trainee adds 1 at a place and each supervisor 2, so that 1 is a trainee alone.
    func count(in counters: inout RuleCounters) {
        let words = counters.words, allowed = allowed
        var able: [Int32: [Int]] = [:]
        for trainee in 0..<words.clinicianCount {
            for day in words.days {
                guard let term = words.term(trainee, day), term.type.isTrainee else { continue }
                let number = words.words(trainee, day).term, supervisors = able[number] ?? words.supervisors(of: trainee, term: term)
                able[number] = supervisors
                let places = counters.addPlaces(day) { part, location in
                    let counts = !allowed.contains(TraineePart(trainee: trainee, day: day, part: part, location: location))
                    return { counts && $0 == 1 ? 1 : 0 }
                }
                counters.count(places, trainee)
                for supervisor in supervisors { counters.count(places, supervisor, 2) }
            }
        }
    }
}

/// Parts that differ from the rota as it was, pinned parts apart: S11 on any date, so that an empty week is no invitation either.
struct PartsKept: ScoreRule {
    let name: SoftRule

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        var found: [ScoreItem] = []
        for day in rota.words.days {
            for clinician in 0..<rota.words.clinicianCount {
                let changed = Self.changed(ClinicianDay(clinician, day, in: rota.sheet, rota.given, rota.words), rota.given)
                if changed > 0 { found.append(ScoreItem(clinician: rota.id(clinician), date: rota.words.date(day), amount: Double(changed))) }
            }
        }
        return found
    }

    func count(in counters: inout RuleCounters) {
        let given = counters.given
        counters.charge { Double(Self.changed($0, given)) }
    }

    static func changed(_ day: ClinicianDay, _ given: GivenRota) -> Int {
        Part.allCases.count { part in
            let before = given.all.work(day.clinician, day.day, part), now = day[part]
            return !day.pinned.contains(part) && (before?.kind != now?.kind || before?.location != now?.location)
        }
    }
}
