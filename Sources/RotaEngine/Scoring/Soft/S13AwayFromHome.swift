import Civil

/// S13: parts worked at another location than the term's first, locums apart.
struct S13AwayFromHome: ScoreRule {
    let name = SoftRule.s13

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        let words = rota.words
        var found: [ScoreItem] = []
        for clinician in 0..<words.clinicianCount {
            for day in words.days {
                for part in rota.sheet.worked(clinician, day).parts {
                    guard let location = rota.sheet.work(clinician, day, part)?.location, Self.isAway(clinician, day, location, words) else { continue }
                    found.append(ScoreItem(
                        clinician: rota.id(clinician), date: words.date(day), part: part, location: words.file.locations[location], amount: 1))
                }
            }
        }
        return found
    }

    func count(in counters: inout RuleCounters) {
        let words = counters.words
        counters.charge { day in
            let away = day.worked.parts.filter { part in day[part].map { Self.isAway(day.clinician, day.day, $0.location, words) } ?? false }
            return Double(away.count)
        }
    }

    private static func isAway(_ clinician: Int, _ day: Int, _ location: Int, _ words: PracticeWords) -> Bool {
        guard let type = words.type(clinician, day), type != .locum else { return false }
        return words.mayStandAt(clinician, day).first != location
    }
}
