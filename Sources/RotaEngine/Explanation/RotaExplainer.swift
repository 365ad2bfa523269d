import Civil
import RotaDomain

/// Says of a rota why it is as it is: why a gap is not filled, why a shift is whose it is, and who could take a place.
///
/// Prepared once for a rota. Every answer comes from the same two sources as the rota itself: the hard rules as `DayRules` and the limits say
/// them, and the incremental scorer's difference, so that no reason can contradict the score.
package struct RotaExplainer: Sendable {
    let words: PracticeWords
    let rota: IncrementalScorer
    var given: GivenRota { rota.counters.given }

    /// `practice` as the rota was generated for, `shifts` those of the range.
    package init(_ practice: PracticeFile, range: DayRange, shifts: [PracticeFile.Shift]) {
        let scorer = ReferenceScorer(practice, range: range)
        words = scorer.words
        rota = IncrementalScorer(scorer.sheet(shifts), scorer.counters)
    }

    init(_ words: PracticeWords, _ rota: IncrementalScorer) {
        self.words = words
        self.rota = rota
    }

    package init(_ result: GenerationResult) {
        self.init(result.practice, range: result.rota.range, shifts: result.rota.shifts)
    }

    /// The rota that the file holds, for whoever changes it by hand: pins bind the hand, but neither the protected period nor what stands unpinned.
    package init(byHand practice: PracticeFile, range: DayRange) {
        self.init(practice.byHand(range), range: range, shifts: practice.shifts.filter { range.contains($0.date) })
    }

    /// Something that a clinician could hold: some parts of a day at a location, in one of some kinds.
    struct Place {
        let day: Int
        let parts: PartSet
        let location: Int
        let kinds: [ShiftKind]

        func isHeld(by day: ClinicianDay) -> Bool {
            parts.parts.allSatisfy { part in day[part].map { $0.location == location && kinds.contains($0.kind) } ?? false }
        }
    }

    func name(_ clinician: Int) -> String { words.file.clinicians[clinician].name }

    /// The active clinicians, in the practice file's order.
    var active: [Int] { (0..<words.clinicianCount).filter { words.file.clinicians[$0].active } }

    func plan(_ day: ClinicianDay) -> DayPlan {
        func work(_ part: Part) -> DayPlan.Work? {
            day[part].map { .init(kind: $0.kind, location: words.file.locations[$0.location], pinned: day.pinned.contains(part)) }
        }
        return DayPlan(am: work(.am), pm: work(.pm))
    }

    func change(to day: ClinicianDay, in rota: IncrementalScorer) -> RotaDifference.Change {
        RotaDifference.Change(
            clinician: words.file.clinicians[day.clinician].id, date: words.date(day.day), before: plan(rota.day(day.clinician, day.day)), after: plan(day))
    }
}

extension PracticeFile {
    /// As it binds whoever changes the rota of these dates by hand: pins do, but neither the protected period nor what stands unpinned.
    func byHand(_ range: DayRange) -> PracticeFile {
        var file = self
        file.protectedUntil = nil
        file.shifts.removeAll { range.contains($0.date) && !$0.pinned }
        return file
    }
}
