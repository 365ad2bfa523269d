import Civil
import RotaDomain
import RotaStore
import SQLite

/// A clinician who cannot come in: sick leave on record and the shift out of the rota, in one transaction.
struct RotaSickness {
    enum Outcome {
        /// How many shifts were taken out.
        case recorded(Int)
        /// Approved leave stands on that day already.
        case onLeave(LeaveRequest)
    }

    let context: SignedIn
    let span: Span
    /// The stamp of the plan that the page showed.
    let stood: String

    func perform(on day: RotaDay) throws -> Outcome {
        guard day.plan.stamp == stood else { throw PageError.stale("\(day.title) was changed by someone else") }
        let leave = LeaveRequest(clinicianId: day.clinicianId, range: DayRange(day.day), part: span, type: LeaveType.sick.rawValue, status: .approved)
        return try context.store.write { db in
            guard try PracticeRepository(db).find()?.revisions == day.rota.revision else { throw PageError.stale("The rota was changed by someone else") }
            if let other = try LeaveRepository(db, context.visibility).approvedOverlapping(leave) { return .onLeave(other) }
            let entry = LeaveEntry(db, context), shifts = try StandingShifts(db, context.visibility).all(of: day.clinicianId, in: leave.range, span)
            try entry.insert(leave)
            try entry.remove(shifts, for: leave)
            return .recorded(shifts.count)
        }
    }
}
