import Civil
import RotaDomain

/// A rota beside the words of its practice: what every rule of the score looks at.
struct ScoredRota {
    let words: PracticeWords
    let sheet: RotaSheet
    let given: GivenRota
    let shares: FairShares
    /// By place (`place(_:_:_:)`): clinicians at work whose type counts towards the minimum.
    let present: [Int]
    /// By place: clinicians on duty.
    let onDuty: [Int]

    init(_ sheet: RotaSheet, _ scorer: ReferenceScorer) {
        let words = scorer.words
        self.words = words
        self.sheet = sheet
        given = scorer.given
        shares = scorer.shares
        var present = Array(repeating: 0, count: words.dayCount * 2 * words.locationCount), onDuty = present
        for clinician in 0..<words.clinicianCount {
            for day in words.days {
                let counts = words.countsTowardsMinimum(clinician, day)
                for part in Part.allCases {
                    guard let work = sheet.work(clinician, day, part) else { continue }
                    let place = (day * 2 + part.index) * words.locationCount + work.location
                    if counts { present[place] += 1 }
                    if work.kind == .duty { onDuty[place] += 1 }
                }
            }
        }
        self.present = present
        self.onDuty = onDuty
    }

    /// Every open part and location of the range, in order.
    func eachPlace(_ body: (_ day: Int, _ part: Part, _ location: Int, _ place: Int) -> Void) {
        for day in words.days {
            for part in words.open(day).parts {
                for location in 0..<words.locationCount {
                    body(day, part, location, (day * 2 + part.index) * words.locationCount + location)
                }
            }
        }
    }

    func item(_ day: Int, _ part: Part, _ location: Int, _ amount: Int) -> ScoreItem {
        ScoreItem(date: words.date(day), part: part, location: words.file.locations[location], amount: Double(amount))
    }

    func id(_ clinician: Int) -> String { words.file.clinicians[clinician].id }

    /// Parts worked less parts contracted, over those of the days on which the clinician is a partner.
    func workedLessContracted(_ clinician: Int, _ days: Range<Int>) -> Double {
        days.reduce(0.0) { sum, day in
            let known = words.words(clinician, day)
            return known.isPartner ? sum + (Double(sheet.worked(clinician, day).count) - known.contracted) : sum
        }
    }
}
