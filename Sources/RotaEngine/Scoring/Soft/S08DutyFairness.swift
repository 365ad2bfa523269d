import Civil

/// S8: the square of each duty clinician's distance from the fair share of duty, with the balance carried in.
enum S08DutyFairness {
    static func items(_ rota: ScoredRota) -> [ScoreItem] {
        unfairness(rota, counted: Array(rota.words.days), withBalance: true)
    }

    static func unfairness(_ rota: ScoredRota, counted: [Int], withBalance: Bool) -> [ScoreItem] {
        FairShares.of(rota.words, counted: counted, withBalance: withBalance).map { clinician, share in
            let duty = counted.reduce(0) { $0 + rota.sheet.dutyParts(clinician, $1).count }
            let away = Double(duty) - share
            return ScoreItem(clinician: rota.id(clinician), amount: away * away)
        }
    }
}

/// Who shares the duty of a range, and how many parts of it are each one's.
enum FairShares {
    /// The duty clinicians of the range, in order, with their shares of the duty needed on the days `counted`.
    static func of(_ words: PracticeWords, counted: [Int], withBalance: Bool) -> [(clinician: Int, share: Double)] {
        var needed = 0
        for day in counted {
            for part in words.open(day).parts {
                for location in 0..<words.locationCount { needed += words.need(day, part, location).duty }
            }
        }
        let sharers = (0..<words.clinicianCount).filter { clinician in words.days.contains { words.words(clinician, $0).inRotation } }
        let weights = sharers.map { clinician in counted.reduce(0.0) { $0 + words.words(clinician, $1).dutyWeight } }
        let total = weights.reduce(0, +)
        return zip(sharers, weights).map { clinician, weight in
            let share = total > 0 ? Double(needed) * weight / total : 0
            return (clinician, share + (withBalance ? words.file.clinicians[clinician].dutyBalance : 0))
        }
    }
}
