import Civil
import RotaDomain

/// A rota beside the words of its practice: what every rule of the score looks at.
struct ScoredRota {
    let words: PracticeWords
    let sheet: RotaSheet
    let given: GivenRota
    let shares: FairShares
    /// Whose lines are counted, S1 to S3 and S7 apart: all, or the one that a change is about.
    let clinicians: Range<Int>
    /// The days whose places and trainees are counted for S1 to S3 and S7.
    let placeDays: Range<Int>
    /// By place (`place(_:_:_:)`): clinicians at work whose type counts towards the minimum.
    let present: [Int]
    /// By place: clinicians on duty.
    let onDuty: [Int]

    /// With `clinicians` and `placeDays`, the lines hold what one change of those clinicians on those days can alter, and no more.
    init(_ sheet: RotaSheet, _ scorer: ReferenceScorer, clinicians: Range<Int>? = nil, placeDays: Range<Int>? = nil) {
        let words = scorer.words
        self.words = words
        self.sheet = sheet
        given = scorer.given
        shares = scorer.shares
        self.clinicians = clinicians ?? 0..<words.clinicianCount
        self.placeDays = placeDays ?? words.days
        var present = Array(repeating: 0, count: words.dayCount * 2 * words.locationCount), onDuty = present
        for clinician in 0..<words.clinicianCount {
            for day in self.placeDays {
                let counts = words.type(clinician, day).map(words.counting.contains) == true
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

    /// Every open part and location of `placeDays`, in order.
    func eachPlace(_ body: (_ day: Int, _ part: Part, _ location: Int, _ place: Int) -> Void) {
        for day in placeDays {
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
