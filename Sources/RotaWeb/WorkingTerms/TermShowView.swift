import Civil
import RotaDomain
import RotaStore
import SQLite

/// All that a term's page shows, read in one snapshot.
struct TermProfile {
    let term: WorkingTerm
    let clinician: Clinician
    let locations: [String]
    let supervisor: String?
    let adjustments: [LeaveAdjustment]
    /// Inside the term, up to today, latest first (S0.43).
    let recentShifts: [ShiftLine]
    /// Overlapping the term, those nearest to today (S0.44).
    let recentLeave: [LeaveLine]
    /// Whether another term of the clinician begins after this one's end.
    let hasNext: Bool

    /// Nil when there is no such term.
    init?(_ db: Connection, _ visibility: Visibility, id: Int, today: Day) throws {
        let terms = WorkingTermRepository(db, visibility)
        let clinicians = ClinicianRepository(db, visibility)
        guard let term = try terms.find(id), let clinician = try clinicians.find(term.clinicianId) else { return nil }
        self.term = term
        self.clinician = clinician
        let names = Dictionary(uniqueKeysWithValues: try LocationRepository(db).all().map { ($0.id, $0.name) })
        locations = term.details.locations.compactMap { names[$0] }
        supervisor = try term.details.supervisorId.flatMap { try clinicians.find($0)?.name }
        adjustments = try terms.adjustments(of: id)
        let history = ClinicianHistory(db, visibility, of: clinician.id)
        let last = min(term.details.end ?? today, today)
        recentShifts = try history.shifts(from: term.details.start, to: last, limit: 10)
        recentLeave = try history.leave(from: term.details.start, to: term.details.end, near: today, limit: 10)
        hasNext = try terms.all(of: clinician.id).contains { $0.details.start > term.details.start }
    }

    init(term: WorkingTerm, clinician: Clinician) {
        self.term = term
        self.clinician = clinician
        locations = ["Main Surgery"]
        supervisor = nil
        adjustments = []
        recentShifts = []
        recentLeave = []
        hasNext = false
    }
}

/// A working term's page (S0.39 to S0.44).
struct TermShowView {
    struct Fact {
        let name: String
        let value: String
    }

    let page: PageLayout
    let title: String
    let clinician: String
    let status: String
    let isCurrent: Bool
    let basics: [Fact]
    let pattern: [Fact]
    let limits: [Fact]
    let entitlement: String
    let adjustments: [Fact]
    let shifts: [HistoryLine]
    let leave: [HistoryLine]
    let editPath: String
    let endPath: String?
    let nextPath: String?
    let nextLabel: String
    let deletePath: String
    let adjustPath: String

    var hasShifts: Bool { !shifts.isEmpty }
    var hasLeave: Bool { !leave.isEmpty }

    init(page: PageLayout, title: String, profile: TermProfile, today: Day) {
        let term = profile.term
        let details = term.details
        self.page = page
        self.title = title
        clinician = profile.clinician.name
        isCurrent = details.covers(today)
        status = isCurrent ? "In force today" : details.start > today ? "Not begun" : "Ended"
        basics = Self.basics(profile)
        pattern = Self.pattern(details)
        limits = details.type == .partner
            ? [
                Fact(name: "Minimum shifts per week", value: details.minShifts.map(Numbers.words) ?? "None"),
                Fact(name: "Maximum shifts per week", value: details.maxShifts.map(Numbers.words) ?? "None"),
            ] : []
        entitlement = TermWords.entitlement(details, profile.adjustments)
        adjustments = profile.adjustments.map {
            Fact(name: "\(Numbers.signed($0.amount)) \(TermWords.unit(details))", value: "\($0.reason), \($0.madeBy), \(London.day(at: $0.madeAt).words)")
        }
        shifts = profile.recentShifts.map(HistoryLine.init)
        leave = profile.recentLeave.map(HistoryLine.init)
        editPath = Paths.editTerm(term.id)
        endPath = details.end.map { $0 >= today } ?? true ? Paths.endTerm(term.id) : nil
        let next = profile.hasNext ? nil : details.end.map { $0 + 1 }
        nextPath = next.map { "\(Paths.newTerm(for: term.clinicianId))?start=\($0.iso)" }
        nextLabel = next.map { "Add the next term from \($0.words)" } ?? ""
        deletePath = Paths.deleteTerm(term.id)
        adjustPath = Paths.newAdjustment(of: term.id)
    }

    private static func basics(_ profile: TermProfile) -> [Fact] {
        let details = profile.term.details
        var facts = [Fact(name: "Type", value: details.type.label)]
        if let fte = details.fte, details.type == .partner { facts.append(Fact(name: "FTE", value: "\(Numbers.words(fte))%")) }
        if let supervisor = profile.supervisor { facts.append(Fact(name: "Supervising clinician", value: supervisor)) }
        facts.append(Fact(name: "Start date", value: details.start.words))
        facts.append(Fact(name: "End date", value: details.end?.words ?? "Ongoing"))
        let duty = details.type.isTrainee ? "No, trainees never take duty" : details.duty ? "Takes part" : "Never given duty shifts"
        facts.append(Fact(name: "Duty rotation", value: duty))
        let places = profile.locations.enumerated().map { $0 == 0 && profile.locations.count > 1 ? "\($1) (home)" : $1 }
        facts.append(Fact(name: "Locations", value: places.isEmpty ? "As booked" : places.joined(separator: ", ")))
        return facts
    }

    private static func pattern(_ details: TermDetails) -> [Fact] {
        var facts: [Fact] = []
        switch details.type {
        case .salaried, .fy, .st:
            facts.append(Fact(name: details.fixedDaysB == nil ? "Fixed working days" : "Fixed working days, week A", value: sentence(TermWords.days(details.fixedDays))))
            if let second = details.fixedDaysB { facts.append(Fact(name: "Fixed working days, week B", value: sentence(TermWords.days(second)))) }
        case .partner:
            facts.append(Fact(name: "Cannot work days", value: details.cannotWork.isEmpty ? "None" : TermWords.days(details.cannotWork)))
            facts.append(Fact(name: "Must work days", value: details.mustWork.isEmpty ? "None" : TermWords.days(details.mustWork)))
        case .locum:
            return [Fact(name: "Pattern", value: "Booked dates only")]
        }
        return facts + [Fact(name: "Half days", value: TermWords.halves(details) ?? "None")]
    }

    private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    static let preview = TermShowView(
        page: .preview, title: "Partner term from 1 April 2027",
        profile: TermProfile(
            term: WorkingTerm(id: 1, clinicianId: 1, details: TermDetails(type: .partner, start: Day(number: 20_000), fte: 60, leaveEntitlement: 6.5), revision: 1),
            clinician: Clinician(id: 1, code: "amara-okafor", name: "Dr Amara Okafor", active: true, accountId: nil, revision: 1)),
        today: Day(number: 20_400))
}
