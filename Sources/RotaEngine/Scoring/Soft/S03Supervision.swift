import Civil
import RotaDomain

/// S3: parts on which a trainee is at work and nobody who may supervise them is at the same location.
struct S03Supervision: ScoreRule {
    let name = SoftRule.s3

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        let words = rota.words
        var found: [ScoreItem] = [], supervisors = Supervisors(words)
        for trainee in 0..<words.clinicianCount {
            for day in words.days {
                guard let able = supervisors.of(trainee, day) else { continue }
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

    /// One counter for all trainees with the same supervisors at a place.
    func count(in counters: inout RuleCounters) {
        var supervisors = Supervisors(counters.words)
        for day in counters.words.days {
            for group in Self.groups(day, counters.words, &supervisors) { counters.countUnsupervised(group.trainees, by: group.supervisors, day) }
        }
    }

    /// The day's trainees by who may supervise them, few enough together for a counter's steps.
    private static func groups(_ day: Int, _ words: PracticeWords, _ supervisors: inout Supervisors) -> [(supervisors: [Int], trainees: [Int])] {
        var groups: [(supervisors: [Int], trainees: [Int])] = []
        for trainee in 0..<words.clinicianCount {
            guard let able = supervisors.of(trainee, day) else { continue }
            if let known = groups.firstIndex(where: { $0.supervisors == able && $0.trainees.count < 50 }) {
                groups[known].trainees.append(trainee)
            } else {
                groups.append((able, [trainee]))
            }
        }
        return groups
    }
}
