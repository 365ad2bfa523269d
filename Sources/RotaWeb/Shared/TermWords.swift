import Civil
import RotaDomain
import RotaStore

/// A working term in words, as pages show it.
enum TermWords {
    /// "Partner, 80%", "Salaried"
    static func label(_ details: TermDetails) -> String {
        guard details.type == .partner, let fte = details.fte else { return details.type.label }
        return "\(details.type.label), \(Numbers.words(fte))%"
    }

    /// The type inside a sentence: "partner", "FY doctor"
    static func kind(_ type: TermType) -> String {
        switch type {
        case .fy: "FY doctor"
        case .st: "ST doctor"
        case .partner, .salaried, .locum: type.label.lowercased()
        }
    }

    /// "the salaried term from 1 April 2027", "the partner term of 1 April 2023 to 31 March 2027"
    static func named(_ details: TermDetails) -> String {
        guard let end = details.end, let range = DayRange(details.start, end) else { return "the \(kind(details.type)) term from \(details.start.words)" }
        return "the \(kind(details.type)) term of \(range.words)"
    }

    /// The week in one line: "Monday to Thursday, Wednesday AM only", "Must Monday, not Friday"
    static func pattern(_ details: TermDetails) -> String {
        var words: [String] = []
        switch details.type {
        case .salaried, .fy, .st:
            if let second = details.fixedDaysB {
                words.append("Week A \(days(details.fixedDays)), week B \(days(second))")
            } else {
                words.append(days(details.fixedDays))
            }
        case .partner:
            if !details.mustWork.isEmpty { words.append("must \(days(details.mustWork))") }
            if !details.cannotWork.isEmpty { words.append("not \(days(details.cannotWork))") }
            if words.isEmpty { words.append("any open day") }
        case .locum:
            words.append("booked dates only")
        }
        if let halves = halves(details) { words.append(halves) }
        return sentence(words.joined(separator: ", "))
    }

    /// "Wednesday AM only, Friday AM or PM"; nil where there are none.
    static func halves(_ details: TermDetails) -> String? {
        let words = Weekday.allCases.compactMap { weekday in details.halfDays[weekday].map { "\(weekday.name) \(half($0))" } }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    static func half(_ half: HalfDay) -> String {
        switch half {
        case .am: "AM only"
        case .pm: "PM only"
        case .any: "AM or PM"
        }
    }

    /// "Monday to Thursday", "Monday, Wednesday and Friday", "no days"
    static func days(_ days: Set<Weekday>) -> String {
        let sorted = days.sorted()
        guard let first = sorted.first, let last = sorted.last else { return "no days" }
        if sorted.count > 2, last.index - first.index == sorted.count - 1 { return "\(first.name) to \(last.name)" }
        let names = sorted.map(\.name)
        return names.count == 1 ? first.name : "\(names.dropLast().joined(separator: ", ")) and \(last.name)"
    }

    static func unit(_ details: TermDetails) -> String { details.type.leaveUnit.rawValue }

    /// "25 days", "6.5 weeks (adjusted by +0.5)", "Not set" (S0.31, S0.41)
    static func entitlement(_ details: TermDetails, _ adjustments: [LeaveAdjustment]) -> String {
        let base = details.leaveEntitlement.map { "\(Numbers.words($0)) \(unit(details))" } ?? "Not set"
        let sum = adjustments.reduce(0) { $0 + $1.amount }
        return adjustments.isEmpty ? base : "\(base) (adjusted by \(Numbers.signed(sum)))"
    }

    private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

/// A shift, a leave or a change in words, as a clinician's and a term's pages list them.
struct HistoryLine {
    let date: String
    let text: String
    var tag: String?
    var tagClass = "tag"

    init(_ shift: ShiftLine) {
        date = "\(shift.date.weekday.shortName) \(shift.date.words)"
        let span = shift.span == .full ? "all day" : shift.span == .am ? "morning" : "afternoon"
        text = "\(shift.kind == .duty ? "Duty doctor" : "Surgery"), \(span), \(shift.location)\(shift.pinned ? ", pinned" : "")"
    }

    init(_ act: ActLine) {
        date = "\(London.day(at: act.at).words), \(London.time(at: act.at).words)"
        text = "\(act.action.prefix(1).uppercased() + act.action.dropFirst()), \(act.actor)"
    }

    init(_ leave: LeaveLine) {
        date = leave.range.words
        let part = leave.part == .full ? "" : leave.part == .am ? ", mornings" : ", afternoons"
        text = "\(leave.type.prefix(1).uppercased() + leave.type.dropFirst()) leave\(part)"
        tag = leave.status.rawValue.prefix(1).uppercased() + leave.status.rawValue.dropFirst()
        tagClass = leave.status == .approved ? "tag tag--good" : leave.status == .requested ? "tag tag--leave" : "tag tag--quiet"
    }
}
