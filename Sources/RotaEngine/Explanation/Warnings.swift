import Civil
import RotaDomain

/// What is wrong with the rota of some dates as it stands: duty places empty, parts below minimum, trainees alone (B4).
package enum Warnings {
    /// The gaps of these shifts over the range, by date and part.
    package static func gaps(_ practice: PracticeFile, shifts: [PracticeFile.Shift], range: DayRange) -> [Gap] {
        var file = practice
        file.shifts = []
        let scorer = ReferenceScorer(file, range: range)
        return gaps(scorer.sheet(shifts), scorer)
    }

    static func gaps(_ sheet: RotaSheet, _ scorer: ReferenceScorer) -> [Gap] { gaps(ScoredRota(sheet, scorer)) }

    static func gaps(_ rota: ScoredRota) -> [Gap] {
        Gap.all(duty: S01EmptyDutyPlaces().items(rota), cover: S02CoverShortfall().items(rota), supervision: S03Supervision().items(rota))
    }
}
