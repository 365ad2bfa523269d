import Civil
import RotaDomain
import RotaStore
import SQLite

/// All that a clinician's page shows, read in one snapshot.
struct ClinicianProfile {
    let clinician: Clinician
    let status: AccountStatus
    let groups: [ClinicianGroup]
    /// Newest first.
    let terms: [WorkingTerm]
    /// Of the term in force.
    let adjustments: [LeaveAdjustment]
    let nextShifts: [ShiftLine]
    /// What is under way or to come first, the soonest at the top; then what is over.
    let recentLeave: [LeaveLine]
    let current: WorkingTerm?
    let acts: [ActLine]
    /// They subscribed their calendar to a secret address.
    let hasCalendar: Bool

    /// Nil when there is no such clinician.
    init?(_ db: Connection, _ visibility: Visibility, id: Int, today: Day) throws {
        guard let clinician = try ClinicianRepository(db, visibility).find(id) else { return nil }
        self.clinician = clinician
        status = try AccountStatus(db, visibility, clinician)
        groups = try ClinicianGroupRepository(db, visibility).groups(of: id)
        let repository = WorkingTermRepository(db, visibility)
        terms = try repository.all(of: id)
        current = terms.first { $0.details.covers(today) }
        adjustments = try current.map { try repository.adjustments(of: $0.id) } ?? []
        let history = ClinicianHistory(db, visibility, of: id)
        nextShifts = try history.shifts(from: today, limit: 6)
        let leave = try history.leave(near: today, limit: 5)
        recentLeave = leave.filter { $0.range.last >= today } + leave.filter { $0.range.last < today }.reversed()
        acts = try history.acts(limit: 5)
        hasCalendar = try CalendarFeedRepository(db).find(id) != nil
    }

    init(clinician: Clinician, terms: [WorkingTerm], today: Day) {
        self.clinician = clinician
        self.terms = terms
        status = AccountStatus(clinician: clinician)
        groups = [ClinicianGroup(id: 1, name: "FY Supervisor")]
        current = terms.first { $0.details.covers(today) }
        adjustments = []
        nextShifts = []
        recentLeave = []
        acts = []
        hasCalendar = true
    }
}
