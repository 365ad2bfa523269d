import Civil
import RotaDomain
import RotaEngine

/// What there is to say about a clinician's day beside the form.
struct RotaDayFacts {
    private let day: RotaDay
    private let opensLeave: Bool
    private let availability: Availability

    /// - Parameter opensLeave: leave leads to its own page.
    init(_ day: RotaDay, opensLeave: Bool) {
        self.day = day
        self.opensLeave = opensLeave
        availability = Availability(day.file, clinician: day.clinician.id, on: day.day)
    }

    var standing: [RotaDayView.Standing] {
        let plan = day.plan, published = day.rota.publishedPlan(of: day.clinician.id, on: day.day)
        let isPublished = day.rota.versions[day.day] != nil
        let halves = Part.allCases.map { part in
            let isSame = plan[part].map { work in published[part]?.isSame(as: work) == true } ?? (published[part] == nil)
            let tag = !isPublished ? (plan[part] == nil ? nil : "Draft") : isSame ? (plan[part] == nil ? nil : "Published") : "Changed since published"
            return RotaDayView.Standing(
                label: part == .am ? "Morning" : "Afternoon", text: plan[part].map { "\(PlanWords.kind($0.kind)), \($0.location)" } ?? away(part) ?? "Not working",
                tagClass: tag == "Published" ? "tag tag--good" : "tag tag--draft", tag: tag,
                path: plan[part] == nil ? leave(part).flatMap(path) : nil)
        }
        let onLeave = Part.allCases.contains { plan[$0] != nil && leave($0) != nil } ? day.leave.map { leave -> RotaDayView.Standing in
            RotaDayView.Standing(label: "Leave", text: "\(LeaveWords.phrase(leave.type).sentenceCase), \(leave.part.label.lowercased())", tagClass: "tag", tag: nil, path: path(leave))
        } : []
        return halves + onLeave + [fact("Pinned", plan.isPinned ? (plan.parts.allSatisfy { plan[$0]?.pinned == true } ? "Yes" : "In one half") : "No"), fact("Working term", term)]
    }

    private func path(_ leave: LeaveRequest) -> String? { opensLeave ? Paths.editLeave(leave.id) : nil }

    private func leave(_ part: Part) -> LeaveRequest? { day.leave.first { $0.covers(day.day, part) } }

    /// "Study leave"
    private func away(_ part: Part) -> String? { leave(part).map { LeaveWords.phrase($0.type).sentenceCase } }

    private func fact(_ label: String, _ text: String) -> RotaDayView.Standing { RotaDayView.Standing(label: label, text: text, tagClass: "tag", tag: nil) }

    private var term: String {
        guard let term = availability.term else { return "None on this day" }
        var words = [term.type.label]
        if term.type.hasFixedDays { words.append("fixed \(names(term.fixedDays(inWeekOf: day.day)))\(term.fixedDaysB == nil ? "" : " this week")") }
        if let fte = term.fte { words.append("\(NumberText.decimal(fte))% of full time") }
        words.append("since \(term.start.words)")
        if let end = term.end { words.append("until \(end.words)") }
        return words.joined(separator: ", ")
    }

    private func names(_ days: Set<Weekday>) -> String {
        days.isEmpty ? "on no day" : days.sorted().map(\.shortName).joined(separator: ", ")
    }

    var verdicts: [RotaDayView.Verdict] {
        availabilityVerdicts + leaveVerdicts + [dutyVerdict].compactMap { $0 } + locationVerdicts + [weekVerdict].compactMap { $0 }
    }

    private func good(_ text: String) -> RotaDayView.Verdict { RotaDayView.Verdict(isAgainst: false, text: text) }
    private func against(_ text: String) -> RotaDayView.Verdict { RotaDayView.Verdict(isAgainst: true, text: text) }

    private var availabilityVerdicts: [RotaDayView.Verdict] {
        let obstacles = Part.allCases.map { availability.obstacle($0) }
        if obstacles.allSatisfy({ $0 == nil }) { return [good(availability.halfDay == .any ? "Available for either half of the day" : "Available all day")] }
        if obstacles[0] == obstacles[1], let obstacle = obstacles[0] { return [against(sentence(obstacle))] }
        return zip(Part.allCases, obstacles).map { part, obstacle in
            obstacle.map { against("\(part == .am ? "Morning" : "Afternoon"): \(words(of: $0))") } ?? good("Available in the \(part.word)")
        }
    }

    private func sentence(_ obstacle: Unavailability) -> String {
        words(of: obstacle).sentenceCase + (obstacle == .closed ? day.rota.closureTitles[day.day].map { ": \($0)" } ?? "" : "")
    }

    private func words(of obstacle: Unavailability) -> String { obstacle.phrase(on: day.day.weekday) }

    private var leaveVerdicts: [RotaDayView.Verdict] {
        let leave = Part.allCases.compactMap { availability.leave($0) }
        if leave.isEmpty { return [good("No leave on this day")] }
        let isSaid = Part.allCases.contains { part in if case .onLeave = availability.obstacle(part) { true } else { false } }
        return isSaid ? [] : [against("On \(LeaveWords.phrase(leave[0].type))")]
    }

    private var dutyVerdict: RotaDayView.Verdict? {
        guard let term = availability.term else { return nil }
        if term.type.isTrainee { return against("Trainees are never on duty") }
        return term.duty ? good("May be duty doctor: the term takes part in the duty rotation") : against("The term does not take part in the duty rotation")
    }

    private var locationVerdicts: [RotaDayView.Verdict] {
        let allowed = availability.locations
        guard day.file.locations.count > 1, !allowed.isEmpty else { return [] }
        let others = day.file.locations.filter { !allowed.contains($0) }
        return [good("Works at \(allowed.joined(separator: ", "))")] + (others.isEmpty ? [] : [against("Not at \(others.joined(separator: ", "))")])
    }

    private var weekVerdict: RotaDayView.Verdict? {
        guard let term = availability.term, term.type == .partner, let most = term.maxShifts else { return nil }
        let parts = day.file.shifts.filter { $0.clinician == day.clinician.id && $0.date != day.day && day.week.contains($0.date) && term.covers($0.date) }
            .reduce(0) { $0 + $1.span.parts.count }
        let others = Double(parts) / 2
        let text = "\(NumberText.decimal(others)) of at most \(NumberText.decimal(most)) shifts this week, without this day"
        return others >= most ? against(text) : good(text)
    }

    /// What would be missing without the shift, the worst first, then how many would be left.
    var without: [RotaDayView.Verdict] {
        guard !day.plan.isEmpty else { return [] }
        var file = day.file
        file.shifts.removeAll { $0.clinician == day.clinician.id && $0.date == day.day }
        let known = Set(day.gaps.map(\.gap)), new = Warning.find(in: file, DayRange(day.day)).filter { !known.contains($0.gap) }
        return missing(new.filter { $0.kind == .duty }) + missing(new.filter { $0.kind == .supervision && $0.trainee != day.clinician.id }) + left
    }

    /// One line for a hole in both halves of the day.
    private func missing(_ gaps: [Warning]) -> [RotaDayView.Verdict] {
        gaps.compactMap { gap in
            let twin = gaps.first { $0.part != gap.part && $0.location == gap.location && $0.trainee == gap.trainee && $0.there == gap.there }
            guard twin == nil || gap.part == .am else { return nil }
            let when = twin == nil ? "in the \(gap.part.word)" : "all day"
            if gap.kind == .supervision { return against("\(day.rota.name(of: gap.trainee ?? "") ?? "A trainee") would be at \(gap.location) without a supervisor \(when)") }
            return against("\(gap.location) would \(gap.there == 0 ? "have" : "be") \(gap.phrase) \(when)")
        }
    }

    private var left: [RotaDayView.Verdict] {
        let plan = day.plan, cover = CoverTable(day.file, DayRange(day.day))
        let counting = Set(day.file.practice.countsTowardsMinimum)
        let types = Dictionary(day.file.terms.filter { $0.covers(day.day) }.map { ($0.clinician, $0.type) }, uniquingKeysWith: { a, _ in a })
        return plan.parts.compactMap { part in
            guard let location = plan[part]?.location else { return nil }
            let others = day.file.shifts.count {
                $0.date == day.day && $0.clinician != day.clinician.id && $0.location == location && $0.span.covers(part) && types[$0.clinician].map(counting.contains) == true
            }
            let minimum = cover.need(day.day, part, location).minimum
            let text = "\(location) would have \(others) of \(minimum) in the \(part.word)\(others < minimum ? ": \(minimum - others) short" : "")"
            return others < minimum ? against(text) : good(text)
        }
    }
}
