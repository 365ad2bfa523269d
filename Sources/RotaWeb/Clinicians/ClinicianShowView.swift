import Civil
import HTTP
import RotaDomain
import RotaStore

/// A clinician's page: terms, next shifts, leave, account, groups.
struct ClinicianShowView {
    struct TermRow {
        let path: String
        let dates: String
        let named: String
        let isCurrent: Bool
        let type: String
        let pattern: String
        let duty: String
        let editPath: String
        /// Nil once the term has ended.
        let endPath: String?
        let deletePath: String
    }

    let page: PageLayout
    let name: String
    let isActive: Bool
    /// "Partner, 80%"; nil without a current term.
    let contract: String?
    let groups: [String]
    let editPath: String
    let newTermPath: String
    let groupsPath: String
    let leavePath: String
    let newLeavePath: String
    let terms: [TermRow]
    let timeline: TermTimeline?
    /// What to do when no term covers today though there are some (S0.9, S0.10).
    let termNote: String?
    let shifts: [HistoryLine]
    let leave: [HistoryLine]
    let acts: [HistoryLine]
    let auditPath: String
    let rotaPath: String
    let account: AccountStatusView
    /// Nil while their calendar is off.
    let calendarPath: String?
    let entitlement: String?
    let entitlementPath: String?
    let adjustments: [String]

    var hasActs: Bool { !acts.isEmpty }
    var hasShifts: Bool { !shifts.isEmpty }
    var hasLeave: Bool { !leave.isEmpty }
    var hasTerms: Bool { !terms.isEmpty }
    var hasGroups: Bool { !groups.isEmpty }

    init(page: PageLayout, profile: ClinicianProfile, account: AccountStatusView, today: Day) {
        let clinician = profile.clinician
        self.page = page
        name = clinician.name
        isActive = clinician.active
        contract = profile.current.map { TermWords.label($0.details) }
        groups = profile.groups.map(\.name)
        editPath = Paths.editClinician(clinician.id)
        newTermPath = Paths.newTerm(for: clinician.id)
        groupsPath = Paths.editClinician(clinician.id) + "#groups"
        leavePath = Paths.leave([("clinician", String(clinician.id))], page: 1)
        newLeavePath = Paths.newLeave(of: clinician.id)
        terms = profile.terms.map { Self.row($0, today: today) }
        timeline = TermTimeline(profile.terms.map(\.details), today: today)
        termNote = Self.note(profile, today: today)
        shifts = profile.nextShifts.map(HistoryLine.init)
        leave = profile.recentLeave.map(HistoryLine.init)
        acts = profile.acts.map(HistoryLine.init)
        auditPath = Paths.audit(about: clinician.name)
        rotaPath = Paths.week(of: profile.nextShifts.first?.date ?? today)
        self.account = account
        calendarPath = profile.hasCalendar ? Paths.calendarRemoval(of: clinician.id) : nil
        entitlement = profile.current.map { TermWords.entitlement($0.details, profile.adjustments) }
        entitlementPath = profile.current.map { Paths.term($0.id) }
        adjustments = profile.adjustments.map { "\(Numbers.signed($0.amount)): \($0.reason), \($0.madeBy), \(London.day(at: $0.madeAt).words)" }
    }

    private static func row(_ term: WorkingTerm, today: Day) -> TermRow {
        let details = term.details
        let takesDuty = details.duty && !details.type.isTrainee
        return TermRow(
            path: Paths.term(term.id), dates: details.dates(today: today), named: TermWords.named(details), isCurrent: details.covers(today),
            type: TermWords.label(details), pattern: TermWords.pattern(details), duty: takesDuty ? "Yes" : "No", editPath: Paths.editTerm(term.id),
            endPath: details.end.map { $0 >= today } ?? true ? Paths.endTerm(term.id) : nil, deletePath: Paths.deleteTerm(term.id))
    }

    private static func note(_ profile: ClinicianProfile, today: Day) -> String? {
        guard !profile.terms.isEmpty, profile.current == nil else { return nil }
        let next = profile.terms.last { $0.details.start > today }
        let until = next.map { " before \($0.details.start.words)" } ?? ""
        return "No term covers today. Add one before generating: no shift can go to a clinician with no active term covering the dates\(until)."
    }

    static let preview = ClinicianShowView(
        page: .preview,
        profile: ClinicianProfile(
            clinician: Clinician(id: 1, code: "amara-okafor", name: "Dr Amara Okafor", active: true, accountId: nil, revision: 1),
            terms: [
                WorkingTerm(id: 1, clinicianId: 1, details: TermDetails(type: .partner, start: Day(number: 20_000), fte: 60, cannotWork: [.fri], leaveEntitlement: 6.5), revision: 1)
            ], today: Day(number: 20_400)),
        account: .preview, today: Day(number: 20_400))
}
