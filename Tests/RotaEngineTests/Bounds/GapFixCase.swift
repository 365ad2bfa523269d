import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

/// Fixes of tiny practices.
class GapFixCase: Case {
    func fixes(_ file: PracticeFile, _ shifts: [PracticeFile.Shift], _ first: Day? = nil, _ last: Day? = nil, gap: Int = 0) -> [GapFix] {
        var analyst = GapAnalyst(file, range: DayRange(first ?? mon, last ?? nextSun) ?? DayRange(mon), shifts: shifts)
        return analyst.gaps.indices.contains(gap) ? analyst.fixes(for: analyst.gaps[gap]) : []
    }

    func person(_ id: String) -> GapPerson { GapPerson(clinician: id, name: "Dr \(id)") }
    func range(_ first: Day, _ last: Day) -> DayRange { DayRange(first, last) ?? DayRange(first) }
    func plan(_ location: String, _ parts: PartSet = .day, _ kind: ShiftKind = .standard, pinned: Bool = true) -> DayPlan {
        let work = DayPlan.Work(kind: kind, location: location, pinned: pinned)
        return DayPlan(am: parts.contains(.am) ? work : nil, pm: parts.contains(.pm) ? work : nil)
    }
}
