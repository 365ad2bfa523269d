import Civil
import RotaDomain
import RotaEngine
import RotaStore

/// What shifts that clinicians are about to see break, in words; what was saved so knowingly comes last.
enum RotaBreaches {
    /// - Parameters:
    ///   - dates: those that are about to be shown; the shifts of the weeks around them count for a week's maximum.
    ///   - overridden: clinicians' days that were knowingly saved against the rules.
    static func sentences(_ shifts: [PracticeFile.Shift], of file: PracticeFile, on dates: Set<Day>, overridden: Set<ClinicianDate> = []) -> [String] {
        guard let first = dates.min(), let last = dates.max(), let range = DayRange(first.monday, last.monday + 6) else { return [] }
        let weeks = Set(dates.map(\.monday)), words = BreachWords(file, dated: true)
        // Who is missing from a pattern is no shift that stands wrong.
        let breaches = RuleChecker(file, range: range).breaches(shifts).filter { breach in
            switch breach.fault {
            case .availableButNotAtWork: false
            case .tooManyShifts: weeks.contains(breach.date.monday)
            default: dates.contains(breach.date)
            }
        }.sorted { ($0.date, $0.clinician ?? "") < ($1.date, $1.clinician ?? "") }
        let isChosen: (Breach) -> Bool = { breach in breach.clinician.map { overridden.contains(ClinicianDate(clinician: $0, date: breach.date)) } ?? false }
        return words.sentences(breaches.filter { !isChosen($0) }) + words.sentences(breaches.filter(isChosen)).map { "\($0) It was saved so knowingly." }
    }
}
