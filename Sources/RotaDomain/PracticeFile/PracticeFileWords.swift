import Civil

/// The records of a practice file in words, for the dry run of an import.
struct PracticeFileWords {
    private let names: [String: String]

    init(_ file: PracticeFile) {
        names = Dictionary(file.clinicians.map { ($0.id, $0.name) }) { first, _ in first }
    }

    /// "Dr Amara Okafor (a-okafor), inactive"
    func clinician(_ clinician: PracticeFile.Clinician) -> String {
        let groups = clinician.groups.isEmpty ? "" : ", \(clinician.groups.joined(separator: ", "))"
        return "\(clinician.name) (\(clinician.id))\(groups)\(clinician.active ? "" : ", inactive")"
    }

    /// "Dr Amara Okafor: Partner, 1 April 2026 to 31 March 2027"
    func term(_ term: PracticeFile.Term) -> String {
        "\(name(term.clinician)): \(term.type.label), " + (term.end.flatMap { DayRange(term.start, $0)?.words } ?? "from \(term.start.words)")
    }

    /// "Dr Amara Okafor: Annual leave, 1 to 4 December 2026, mornings, requested"
    func leave(_ leave: PracticeFile.Leave) -> String {
        let status = leave.status == .approved ? "" : ", \(leave.status.rawValue)"
        return "\(name(leave.clinician)): \(LeaveType.label(of: leave.type)), \(leave.range.words)\(Self.half(leave.part))\(status)"
    }

    func booking(_ booking: PracticeFile.LocumBooking) -> String {
        "\(name(booking.clinician)): \(booking.location), \(booking.range.words)\(Self.half(booking.part))"
    }

    /// "Dr Amara Okafor: Tuesday 1 December 2026, Duty, Main Surgery, pinned"
    func shift(_ shift: PracticeFile.Shift) -> String {
        "\(name(shift.clinician)): \(shift.date.long)\(Self.half(shift.span)), \(shift.kind.label), \(shift.location)\(shift.pinned ? ", pinned" : "")"
    }

    /// "Monday morning, Main Surgery: 4 doctors, 1 on duty"
    static func cover(_ cover: PracticeFile.Cover) -> String {
        "\(cover.weekday.name) \(cover.part == .am ? "morning" : "afternoon"), \(cover.location): \(CoverNeed(minimum: cover.minimum, duty: cover.duty).words)"
    }

    static func override(_ override: PracticeFile.CoverOverride) -> String {
        let span: Span = override.part == .am ? .am : .pm
        return "\(override.date.long)\(half(span)), \(override.location): \(CoverNeed(minimum: override.minimum, duty: override.duty).words)"
    }

    static func closure(_ half: PracticeFile.HalfClosure) -> String { half.date.long + Self.half(half.part == .am ? .am : .pm) }

    /// The practice's settings, each by name, as they stand in a file.
    static func settings(_ file: PracticeFile) -> [(what: String, words: String)] {
        let practice = file.practice
        return [
            ("Name", practice.name), ("Nation", practice.nation.label), ("Full-time parts a week", "\(practice.fullTimeParts)"),
            ("Duty", practice.dutySpan == .day ? "whole days" : "half-days"),
            ("Counts towards the minimum", list(practice.countsTowardsMinimum.map(\.label))), ("Open half-days", open(practice.open)),
            ("Supervisors of \(TermType.fy.label)s", practice.supervisorGroups[.fy] ?? "none"),
            ("Supervisors of \(TermType.st.label)s", practice.supervisorGroups[.st] ?? "none"),
            ("Protected until", file.protectedUntil?.words ?? "not protected by a file"),
        ]
    }

    private func name(_ code: String) -> String { names[code] ?? code }

    private static func half(_ span: Span) -> String {
        switch span {
        case .full: ""
        case .am: ", morning"
        case .pm: ", afternoon"
        }
    }

    private static func list(_ words: [String]) -> String { words.isEmpty ? "nobody" : words.joined(separator: ", ") }

    private static func open(_ open: [Weekday: Set<Part>]) -> String {
        list(Weekday.allCases.compactMap { day in open[day].flatMap { Span(parts: $0) }.map { "\(day.shortName)\($0 == .full ? "" : " \($0.rawValue)")" } })
    }
}
