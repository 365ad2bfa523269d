import Civil
import RotaDomain

/// The rota of some dates as one account may see it.
package struct VisibleRota: Sendable {
    /// `shifts` holds the draft for managers, and what is published for everybody else.
    package let file: PracticeFile
    /// By the practice file's id.
    package let clinicianIds: [String: Int]
    /// By name.
    package let locationIds: [String: Int]
    package let revision: RotaRevision
    /// The publication that stands for each published date.
    package let versions: [Day: Int]
    package let published: [PracticeFile.Shift]
    package let closureTitles: [Day: String]
    package let showsDrafts: Bool
    /// The rules that a clinician's day was knowingly saved against, in words, by the practice file's id; empty for those who see no draft.
    package var overrides: [String: [Day: String]] = [:]

    package func clinician(_ id: Int) -> PracticeFile.Clinician? {
        guard let code = clinicianIds.first(where: { $0.value == id })?.key else { return nil }
        return file.clinicians.first { $0.id == code }
    }

    package func location(_ id: Int) -> String? { locationIds.first { $0.value == id }?.key }

    package func plan(of code: String, on day: Day) -> DayPlan { DayPlan(file.shifts.lazy.filter { $0.clinician == code && $0.date == day }) }
    package func publishedPlan(of code: String, on day: Day) -> DayPlan { DayPlan(published.lazy.filter { $0.clinician == code && $0.date == day }) }
}
