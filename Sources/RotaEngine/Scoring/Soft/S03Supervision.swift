import Civil

/// S3: parts on which a trainee is at work and nobody who may supervise them is at the same location.
enum S03Supervision {
    static func items(_ rota: ScoredRota) -> [ScoreItem] {
        let words = rota.words
        var found: [ScoreItem] = []
        for trainee in 0..<words.clinicianCount {
            var supervisors: [Int32: [Int]] = [:]
            for day in rota.placeDays {
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
}
