import Civil
import RotaDomain

/// The slow, obviously right scorer: rules.md said in Swift, one rule a file, everything counted afresh.
///
/// It agrees with `score.py` to the last digit it prints, and is what every answer to a user comes from; the search's
/// fast one is only ever a shortcut to the same number.
package struct ReferenceScorer: Sendable {
    package let words: PracticeWords
    let given: GivenRota
    let shares: FairShares

    package init(_ words: PracticeWords) {
        self.words = words
        given = GivenRota(words)
        shares = FairShares(words)
    }

    package init(_ file: PracticeFile, range: DayRange) { self.init(PracticeWords(file, range: range)) }

    /// What these shifts of the range break and score. Shifts outside the range are left out.
    package func report(_ shifts: [PracticeFile.Shift]) -> ScoreReport {
        let sheet = sheet(shifts)
        return ScoreReport(breaches: breaches(sheet), lines: lines(sheet))
    }

    package func breaches(_ shifts: [PracticeFile.Shift]) -> [Breach] { breaches(sheet(shifts)) }

    func sheet(_ shifts: [PracticeFile.Shift]) -> RotaSheet {
        RotaSheet(shifts.lazy.filter { words.range.contains($0.date) }, words)
    }

    func breaches(_ sheet: RotaSheet) -> [Breach] {
        var found: [Breach] = []
        for clinician in 0..<words.clinicianCount {
            let id = words.file.clinicians[clinician].id
            for day in words.days {
                for fault in DayRules.faults(in: ClinicianDay(clinician, day, in: sheet, given, words), words) {
                    found.append(Breach(
                        rule: fault.rule, date: words.date(day), part: fault.part, clinician: id, fault: fault.fault, given: fault.given))
                }
            }
        }
        found += H05WeekMaximum.breaches(sheet, given, words)
        found += H08DutyPlaces.breaches(sheet, given, words, days: words.days)
        found += H09Pins.breaches(sheet, given, words, days: words.days)
        return found.sorted(by: Breach.precedes)
    }

    func lines(_ sheet: RotaSheet) -> [ScoreLine] { lines(ScoredRota(sheet, self)) }

    func lines(_ rota: ScoredRota) -> [ScoreLine] {
        SoftRule.allCases.map { rule in
            guard rule == .s9 else { return line(rule, items(rule, rota)) }
            let weekdays = S09MondaysAndFridays.itemsByWeekday(rota)
            // Each weekday is summed by itself first, as the reference does, so that the last bits agree.
            return ScoreLine(rule: rule, count: weekdays.map(sum).reduce(0, +), items: weekdays.flatMap { $0 })
        }
    }

    private func line(_ rule: SoftRule, _ items: [ScoreItem]) -> ScoreLine { ScoreLine(rule: rule, count: sum(items), items: items) }

    private func sum(_ items: [ScoreItem]) -> Double { items.reduce(0) { $0 + $1.amount } }

    private func items(_ rule: SoftRule, _ rota: ScoredRota) -> [ScoreItem] {
        switch rule {
        case .s1: S01EmptyDutyPlaces.items(rota)
        case .s2: S02CoverShortfall.items(rota)
        case .s3: S03Supervision.items(rota)
        case .s4: S04PartnerPromises.items(rota)
        case .s5: S05Contract.items(rota)
        case .s6: S06UnevenWeeks.items(rota)
        case .s7: S07Evenness.items(rota)
        case .s8: S08DutyFairness.items(rota)
        case .s9: S09MondaysAndFridays.itemsByWeekday(rota).flatMap { $0 }
        case .s10: S10DutyCrowding.items(rota)
        case .s11: S11Change.items(rota)
        case .s12: S12UnsettledWeeks.items(rota)
        case .s13: S13AwayFromHome.items(rota)
        }
    }
}
