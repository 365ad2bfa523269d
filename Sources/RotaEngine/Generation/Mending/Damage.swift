import Civil
import RotaDomain

/// What a change has done to a rota: the days that cannot stay as they were, and the gaps that were there before it.
struct Damage {
    /// The Mondays of the weeks in which something must change. No hard rule and no gap reaches from one week into another, so the rest can stay.
    private(set) var weeks: Set<Int> = []
    /// The rota as it was.
    let before: RotaSheet
    /// By place, the duty doctors and the clinicians that were lacking before the change; 0 where it took one away, since such a place is mended as a whole.
    private(set) var emptyBefore: [Int]
    private(set) var shortBefore: [Int]
    private(set) var aloneBefore: Set<SupervisionToMend.TraineePart> = []

    init(to before: RotaSheet, _ scorer: ReferenceScorer) {
        self.before = before
        let words = scorer.words, rota = ScoredRota(before, scorer)
        func place(_ day: Int, _ part: Part, _ location: Int) -> Int { (day * 2 + part.index) * words.locationCount + location }
        var touched = Array(repeating: false, count: rota.present.count), dutyTouched = touched
        for clinician in 0..<words.clinicianCount {
            for day in words.days where !Self.mayStay(clinician, day, before, scorer) {
                weeks.insert(day - day % 7)
                for part in Part.allCases {
                    guard let work = before.work(clinician, day, part) else { continue }
                    touched[place(day, part, work.location)] = true
                    if work.kind == .duty { dutyTouched[place(day, part, work.location)] = true }
                }
            }
        }
        for breach in scorer.breaches(before) where !breach.given { weeks.insert(words.number(of: breach.date.monday)) }
        emptyBefore = Array(repeating: 0, count: touched.count)
        shortBefore = emptyBefore
        rota.eachPlace { day, part, location, place in
            let need = words.need(day, part, location)
            emptyBefore[place] = dutyTouched[place] ? 0 : max(0, need.duty - rota.onDuty[place])
            shortBefore[place] = touched[place] ? 0 : max(0, need.minimum - rota.present[place])
        }
        for item in S03Supervision().items(rota) {
            guard let alone = SupervisionToMend.part(item, words), !touched[place(alone.day, alone.part, alone.location)] else { continue }
            aloneBefore.insert(alone)
        }
    }

    /// Is what the clinician did that day still something that they may do?
    private static func mayStay(_ clinician: Int, _ day: Int, _ before: RotaSheet, _ scorer: ReferenceScorer) -> Bool {
        let was = ClinicianDay(clinician, day, in: before, scorer.given, scorer.words)
        return DayOptions.all(clinician, day, scorer.given, scorer.words).contains { $0.am == was.am && $0.pm == was.pm }
    }
}
