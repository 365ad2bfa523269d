import Civil

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

    func count(in counters: inout RuleCounters) {
        var supervisors = Supervisors(counters.words)
        for day in counters.words.days {
            for trainee in 0..<counters.words.clinicianCount {
                guard let able = supervisors.of(trainee, day) else { continue }
                counters.countUnsupervised([trainee], by: able, day) { part, location in
                    !allowed.contains(TraineePart(trainee: trainee, day: day, part: part, location: location))
                }
            }
        }
    }
}
