import Civil

/// Who shares the duty of a range, and how many parts of it are each one's.
struct FairShares: Sendable {
    /// The shares of the duty needed on some of the days.
    struct List: Sendable {
        let days: [Int]
        /// The duty clinicians of the whole range, in order, with their shares in parts.
        let each: [(clinician: Int, share: Double)]
    }

    /// Of all days, with the balances carried in (S8).
    let all: List
    /// Of Mondays and of Fridays, without (S9).
    let weekdays: [List]

    init(_ words: PracticeWords) {
        let sharers = (0..<words.clinicianCount).filter { clinician in words.days.contains { words.words(clinician, $0).inRotation } }
        all = Self.list(words, sharers, Array(words.days), withBalance: true)
        weekdays = S09MondaysAndFridays.weekdays.map { weekday in
            Self.list(words, sharers, words.days.filter { words.weekday($0) == weekday }, withBalance: false)
        }
    }

    private static func list(_ words: PracticeWords, _ sharers: [Int], _ days: [Int], withBalance: Bool) -> List {
        var needed = 0
        for day in days {
            for part in words.open(day).parts {
                for location in 0..<words.locationCount { needed += words.need(day, part, location).duty }
            }
        }
        let weights = sharers.map { clinician in days.reduce(0.0) { $0 + words.words(clinician, $1).dutyWeight } }
        let total = weights.reduce(0, +)
        return List(days: days, each: zip(sharers, weights).map { clinician, weight in
            let share = total > 0 ? Double(needed) * weight / total : 0
            return (clinician, share + (withBalance ? words.file.clinicians[clinician].dutyBalance : 0))
        })
    }
}
