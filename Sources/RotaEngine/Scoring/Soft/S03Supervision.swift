import Civil
import RotaDomain

/// S3: parts on which a trainee is at work and nobody who may supervise them is at the same location.
struct S03Supervision: ScoreRule {
    let name = SoftRule.s3

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        let words = rota.words
        var found: [ScoreItem] = []
        for trainee in 0..<words.clinicianCount {
            var supervisors: [Int32: [Int]] = [:]
            for day in words.days {
                guard let term = words.term(trainee, day), term.type.isTrainee else { continue }
                let number = words.words(trainee, day).term
                let able = supervisors[number] ?? words.supervisors(of: trainee, term: term)
                supervisors[number] = able
                for part in rota.sheet.worked(trainee, day).parts {
                    guard let location = rota.sheet.work(trainee, day, part)?.location,
                        !able.contains(where: { rota.sheet.work($0, day, part)?.location == location })
                    else { continue }
                    found.append(ScoreItem(
                        clinician: rota.id(trainee), date: words.date(day), part: part, location: words.file.locations[location], amount: 1))
                }
            }
        }
        return found
    }

    /// One counter for all trainees with the same supervisors at a place: a trainee adds 1, a supervisor more than all trainees.
    func count(in counters: inout RuleCounters) {
        var able: [Int32: [Int]] = [:]
        for day in counters.words.days {
            for group in Self.groups(day, counters.words, &able) {
                let unit = group.trainees.count + 1
                let places = counters.addPlaces(day) { _, _ in { $0 < unit ? Double($0) : 0 } }
                for trainee in group.trainees { counters.count(places, trainee) }
                for supervisor in group.supervisors { counters.count(places, supervisor, unit) }
            }
        }
    }

    /// The day's trainees by who may supervise them, few enough together for a counter's steps.
    private static func groups(_ day: Int, _ words: PracticeWords, _ able: inout [Int32: [Int]]) -> [(supervisors: [Int], trainees: [Int])] {
        var groups: [(supervisors: [Int], trainees: [Int])] = []
        for trainee in 0..<words.clinicianCount {
            guard let term = words.term(trainee, day), term.type.isTrainee else { continue }
            let number = words.words(trainee, day).term
            let supervisors = able[number] ?? words.supervisors(of: trainee, term: term)
            able[number] = supervisors
            if let known = groups.firstIndex(where: { $0.supervisors == supervisors && $0.trainees.count < 50 }) {
                groups[known].trainees.append(trainee)
            } else {
                groups.append((supervisors, [trainee]))
            }
        }
        return groups
    }
}
