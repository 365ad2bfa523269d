import Civil
import RotaDomain
import RotaEngine

/// Which hard rules a change of a day would newly break, by the engine's own checker: the week with the change against the week without.
/// What is broken already and does not get worse is not held against a change.
struct RuleCheck {
    private let checker: RuleChecker
    private let before: [PracticeFile.Shift]

    init(_ file: PracticeFile, week: DayRange) {
        checker = RuleChecker(file, range: week)
        before = file.shifts.filter { week.contains($0.date) }
    }

    /// - Parameter plans: by the practice file's id of the clinician.
    func added(by plans: [String: DayPlan], on day: Day) -> [Breach] {
        let added = checker.added(before: before, after: after(plans, day))
        guard added.contains(where: { $0.amount != nil }) else { return added }
        let standing = checker.breaches(before)
        return added.filter { breach in !standing.contains { breach.isBetter(than: $0) } }
    }

    /// What the day breaks with the plan, whether or not it did so before: the clinician's own rules, H5 of the week, and H8 where the plan is on duty.
    func standing(with plans: [String: DayPlan], of clinician: String, on day: Day) -> [Breach] {
        let plan = plans[clinician] ?? DayPlan()
        return checker.breaches(after(plans, day)).filter { breach in
            switch breach.fault {
            case .tooManyShifts: breach.clinician == clinician
            case .tooManyOnDuty(_, let location):
                breach.date == day && plan.parts.contains { plan[$0]?.kind == .duty && plan[$0]?.location == location && [nil, $0].contains(breach.part) }
            default: breach.clinician == clinician && breach.date == day
            }
        }
    }

    private func after(_ plans: [String: DayPlan], _ day: Day) -> [PracticeFile.Shift] {
        before.filter { $0.date != day || plans[$0.clinician] == nil } + plans.sorted { $0.key < $1.key }.flatMap { $1.shifts(of: $0, on: day) }
    }
}

extension Breach {
    /// How much of it there is, for the rules that count.
    fileprivate var amount: Double? {
        switch fault {
        case .tooManyShifts(let shifts, _): shifts
        case .tooManyOnDuty(let extra, _): Double(extra)
        default: nil
        }
    }

    private var location: String? { if case .tooManyOnDuty(_, let location) = fault { location } else { nil } }

    fileprivate func isBetter(than other: Breach) -> Bool {
        guard let amount, let old = other.amount else { return false }
        return rule == other.rule && date == other.date && part == other.part && clinician == other.clinician && location == other.location && amount < old
    }
}
