import Civil

/// Where two rotas differ, clinician by clinician and day by day. Pins apart: they change nothing for those who work.
package struct RotaDifference: Sendable {
    /// One clinician's day that differs.
    package struct Change: Sendable, Hashable {
        /// The practice file's id.
        package let clinician: String
        package let date: Day
        package let before: DayPlan
        package let after: DayPlan

        package init(clinician: String, date: Day, before: DayPlan, after: DayPlan) {
            self.clinician = clinician
            self.date = date
            self.before = before
            self.after = after
        }

        package var kind: Kind { before.isEmpty ? .added : after.isEmpty ? .removed : .changed }
    }

    package enum Kind: Sendable, Hashable {
        case added, removed, changed
    }

    private struct Place: Hashable {
        let clinician: String
        let date: Day
    }

    /// By date, then clinician id.
    package let changes: [Change]

    package init(from before: [PracticeFile.Shift], to after: [PracticeFile.Shift]) {
        let old = RotaDifference.plans(before)
        let new = RotaDifference.plans(after)
        changes = Set(old.keys).union(new.keys).compactMap { place in
            let was = old[place] ?? DayPlan(), now = new[place] ?? DayPlan()
            return was.isSameWork(as: now) ? nil : Change(clinician: place.clinician, date: place.date, before: was, after: now)
        }.sorted { ($0.date, $0.clinician) < ($1.date, $1.clinician) }
    }

    package var isEmpty: Bool { changes.isEmpty }
    package var clinicians: Set<String> { Set(changes.map(\.clinician)) }
    package func count(_ kind: Kind) -> Int { changes.count { $0.kind == kind } }

    private static func plans(_ shifts: [PracticeFile.Shift]) -> [Place: DayPlan] {
        var plans: [Place: DayPlan] = [:]
        for shift in shifts { plans[Place(clinician: shift.clinician, date: shift.date), default: DayPlan()].add(shift) }
        return plans
    }
}
