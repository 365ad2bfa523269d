import Civil
import RotaDomain
import RotaEngine
import RotaStore

/// Who could fill a gap, in the engine's order: those who could by what it does to the score, those who could if something were waived, the rest; with
/// what stands against each. Who was just taken off that day is asked last of those who could.
struct Candidates {
    /// Duties are counted from so many days before the gap's week.
    static let daysBack = 84

    private let warning: Warning
    private let rota: VisibleRota
    private let duties: [String: Double]

    /// - Parameter rota: from `daysBack` before the gap's week on.
    init(_ warning: Warning, _ rota: VisibleRota) {
        self.warning = warning
        self.rota = rota
        let counted = Candidates.counted(warning.day)
        duties = rota.file.shifts.reduce(into: [:]) { sums, shift in
            if shift.kind == .duty, counted.contains(shift.date) { sums[shift.clinician, default: 0] += Double(shift.span.parts.count) / 2 }
        }
    }

    /// The dates on which duties are counted.
    static func counted(_ day: Day) -> DayRange {
        let week = DayRange(weekOf: day)
        return DayRange(week.first - daysBack, week.last) ?? week
    }

    func rows(_ candidates: [CoverCandidate]) -> [WarningView.Row] {
        let able = candidates.filter(could), off = able.filter { isTakenOff($0.clinician) }
        let order = able.filter { !isTakenOff($0.clinician) } + off + candidates.filter { !could($0) }
        return order.map(row)
    }

    /// Does nothing stand against it, here or where they would be missing?
    private func could(_ candidate: CoverCandidate) -> Bool { candidate.standing == .could && candidate.leavesShort == nil }

    /// Published on that day and on the draft no more.
    private func isTakenOff(_ code: String) -> Bool {
        rota.plan(of: code, on: warning.day).isEmpty && !rota.publishedPlan(of: code, on: warning.day).isEmpty
    }

    private func row(_ candidate: CoverCandidate) -> WarningView.Row {
        let code = candidate.clinician, id = rota.clinicianIds[code] ?? 0, plan = rota.plan(of: code, on: warning.day)
        let availability = Availability(rota.file, clinician: code, on: warning.day)
        let isOpen = could(candidate), choice = isOpen ? choice(plan, availability) : nil
        let path = choice.map { Paths.rotaDay(id, warning.day, kind: $0.kind, span: $0.span, locationId: rota.locationIds[warning.location] ?? 0) } ?? Paths.rotaDay(id, warning.day)
        return WarningView.Row(
            name: candidate.name, path: Paths.clinician(id), contract: availability.term?.type.label ?? "No working term", could: isOpen,
            now: isTakenOff(code) ? "Taken off this day" : now(plan, availability), why: isOpen ? can(plan, availability) : against(candidate),
            duties: warning.kind == .duty && availability.term?.duty == true ? WarningView.Duties(duties[code] ?? 0) : nil, dayPath: path, action: isOpen ? action(plan) : "Open day")
    }

    /// "In, surgery at Main Surgery"
    private func now(_ plan: DayPlan, _ availability: Availability) -> String {
        if let work = plan[warning.part] { return "In, \(PlanWords.kind(work.kind).lowercased()) at \(work.location)" }
        if let leave = availability.leave(warning.part) { return LeaveWords.phrase(leave.type).sentenceCase }
        return plan.isEmpty ? "Not in" : "In the other half of the day"
    }

    private func can(_ plan: DayPlan, _ availability: Availability) -> String {
        let act = switch warning.kind {
        case .duty: "Can take duty"
        case .cover: plan[warning.part] == nil ? "Can be added" : "Can be moved"
        case .supervision: "Can supervise"
        }
        guard plan[warning.part] == nil, let term = availability.term, term.type == .partner, let most = term.maxShifts else { return act }
        let week = DayRange(weekOf: warning.day)
        let parts = rota.file.shifts.reduce(0) { $0 + ($1.clinician == term.clinician && week.contains($1.date) && $1.date != warning.day ? $1.span.parts.count : 0) }
        return "\(act): would be shift \(NumberText.decimal(Double(parts) / 2 + 1)) of at most \(NumberText.decimal(most)) this week"
    }

    private func against(_ candidate: CoverCandidate) -> String {
        if let first = candidate.obstacles.first { return first.sentence.sentenceCase }
        guard case .wouldLeaveShort(let rule, let location) = candidate.leavesShort else { return "" }
        return "Moving them leaves \(location) \(rule == .s1 ? "a duty doctor short" : "short")"
    }

    private func action(_ plan: DayPlan) -> String {
        switch warning.kind {
        case .duty: "Make duty doctor"
        case .cover, .supervision: plan[warning.part] == nil ? "Add to the rota" : "Move here"
        }
    }

    /// The day's answers that fill the gap: half a day only where the clinician may work one.
    private func choice(_ plan: DayPlan, _ availability: Availability) -> (kind: String, span: Span) {
        let isWhole = availability.availableParts.count == 2 && availability.halfDay == nil && (availability.term?.type != .locum || plan.parts.count == 2)
        let span: Span = isWhole || plan.parts.contains { $0 != warning.part } ? .full : warning.part == .am ? .am : .pm
        guard warning.kind == .duty else { return (plan[warning.part]?.kind.rawValue ?? "standard", span) }
        return (rota.file.practice.dutySpan == .half && span == .full ? "duty-\(warning.part.rawValue)" : "duty", span)
    }
}
