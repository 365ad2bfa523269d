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
    let book: RuleBook

    package init(_ words: PracticeWords) { self.init(words, .standard) }

    init(_ words: PracticeWords, _ book: RuleBook) {
        self.words = words
        self.book = book
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

    /// The same rules said in counters.
    var counters: RuleCounters { RuleCounters(words, given, shares, book) }

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
        for limit in book.limits { found += limit.breaches(sheet, given, words) }
        found += H09Pins.breaches(sheet, given, words, days: words.days)
        return found.sorted(by: Breach.precedes)
    }

    func lines(_ sheet: RotaSheet) -> [ScoreLine] { lines(ScoredRota(sheet, self)) }

    func lines(_ rota: ScoredRota) -> [ScoreLine] { book.score.map { $0.line(rota) } }
}
