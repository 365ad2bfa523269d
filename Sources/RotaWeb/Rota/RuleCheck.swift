import Civil
import RotaDomain
import RotaEngine

/// Which hard rules a change by hand would newly break, by the engine's own scorer: the week with the change against the week without.
///
/// A pin guards a shift from the generator, not from the person who changes it, and excuses nothing: everything counts here as if
/// it were unpinned. What is broken already and does not get worse is not held against a change.
struct RuleCheck {
    private let scorer: ReferenceScorer
    private let shifts: [PracticeFile.Shift]
    private let before: [Fault: Double]
    /// What the week breaks as it stands.
    let standing: [Breach]

    /// A breach without its amount.
    private struct Fault: Hashable {
        let breach: Breach
    }

    init(_ file: PracticeFile, week: DayRange) {
        var file = file
        file.protectedUntil = nil
        for index in file.shifts.indices { file.shifts[index].pinned = false }
        shifts = file.shifts.filter { week.contains($0.date) }
        scorer = ReferenceScorer(file, range: week)
        standing = scorer.breaches(shifts)
        before = Dictionary(standing.map { (Fault(breach: $0.withoutAmount), $0.amount) }, uniquingKeysWith: max)
    }

    /// The rules that this plan would newly break, or break more.
    func added(by plan: DayPlan, of clinician: String, on day: Day) -> [Breach] {
        scorer.breaches(changed(by: plan, of: clinician, on: day)).filter { breach in
            before[Fault(breach: breach.withoutAmount)].map { breach.amount > $0 } ?? true
        }
    }

    private func changed(by plan: DayPlan, of clinician: String, on day: Day) -> [PracticeFile.Shift] {
        var free = plan
        free.am?.pinned = false
        free.pm?.pinned = false
        return shifts.filter { $0.clinician != clinician || $0.date != day } + free.shifts(of: clinician, on: day)
    }
}

extension Breach {
    fileprivate var amount: Double {
        switch fault {
        case .tooManyShifts(let shifts, _): shifts
        case .tooManyOnDuty(let extra, _): Double(extra)
        default: 1
        }
    }

    fileprivate var withoutAmount: Breach {
        var same = self
        switch fault {
        case .tooManyShifts(_, let most): same.fault = .tooManyShifts(shifts: 0, most: most)
        case .tooManyOnDuty(_, let location): same.fault = .tooManyOnDuty(extra: 0, location: location)
        default: break
        }
        return same
    }
}
