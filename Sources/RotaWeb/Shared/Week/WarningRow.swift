import Civil
import RotaDomain
import RotaEngine
import RotaStore

/// A warning as a line of a list.
struct WarningRow {
    let tagClass: String
    let tag: String
    let text: String
    let path: String
    /// "See why"
    let action: String
    /// For screen readers, after the action.
    let hidden: String

    init(_ warning: Warning, _ rota: VisibleRota) {
        tagClass = warning.tagClass
        tag = warning.tag
        text = warning.sentence { code in rota.name(of: code) ?? "A trainee" }
        path = Paths.warning(warning, rota)
        action = "See why"
        hidden = ": \(warning.tag), \(text)"
    }

    init(_ warning: RuleWarning, _ rota: VisibleRota) {
        tagClass = warning.isOverridden ? "tag tag--quiet" : "tag tag--gap"
        tag = warning.isOverridden ? "Saved anyway" : warning.isOnLeave ? "On leave" : "Against a rule"
        let name = rota.name(of: warning.clinician) ?? "A clinician"
        let reason = warning.reason.map { ". Reason: \($0)" } ?? ""
        text = "\(warning.day.weekday.name) \(warning.day.day) \(warning.day.monthName): \(name) \(warning.text)\(reason)"
        path = Paths.rotaDay(rota.clinicianIds[warning.clinician] ?? 0, warning.day)
        action = "Open day"
        hidden = " of \(name), \(warning.day.words)"
    }

    /// What is wrong by date, and after it what was knowingly saved against a rule.
    static func all(_ found: WarningsFound, _ rota: VisibleRota) -> [WarningRow] {
        let gaps = found.gaps.map { ($0.day, 1, WarningRow($0, rota)) }
        let rules = found.rules.map { ($0.day, 0, WarningRow($0, rota)) }
        let standing = zip(found.rules, rules).filter { !$0.0.isOverridden }.map(\.1)
        let known = zip(found.rules, rules).filter { $0.0.isOverridden }.map(\.1.2)
        return (gaps + standing).enumerated().sorted { ($0.element.0, $0.element.1, $0.offset) < ($1.element.0, $1.element.1, $1.offset) }.map(\.element.2) + known
    }

    private init() {
        tagClass = "tag tag--gap"
        tag = "1 short"
        text = "Monday 23 November, afternoon, Main Surgery has 3 doctors and needs 4"
        path = "/warnings/2026-11-23/pm/1?kind=cover"
        action = "See why"
        hidden = ": 1 short, \(text)"
    }

    static let preview = WarningRow()
}

/// What is wrong with the rota of some dates: what it lacks, and what stands against a rule.
struct WarningsFound {
    var gaps: [Warning] = []
    var rules: [RuleWarning] = []

    static func find(in rota: VisibleRota, _ range: DayRange) -> WarningsFound {
        let checker = RuleChecker(rota.file.atWork(range), range: range)
        return WarningsFound(gaps: Warning.all(checker.gaps(rota.file.shifts), in: rota.file, range), rules: RuleWarning.find(in: rota, range, checker))
    }

    func on(_ day: Day) -> WarningsFound { WarningsFound(gaps: gaps.filter { $0.day == day }, rules: rules.filter { $0.day == day }) }

    var count: Int { gaps.count + rules.count }
    var isEmpty: Bool { count == 0 }

    /// "1 half-day without a duty doctor, 2 half-days short, 1 half-day with a trainee unsupervised, 1 shift against a rule"
    var summary: String {
        func count(_ kind: Warning.Kind) -> Int { gaps.count { $0.kind == kind } }
        let duty = count(.duty), none = gaps.count { $0.kind == .duty && $0.there == 0 }, cover = count(.cover), trainees = count(.supervision), known = rules.count(where: \.isOverridden), broken = rules.count - known
        return [
            broken > 0 ? "\(counted(broken, "shift")) against a rule" : nil,
            none > 0 ? "\(counted(none, "half-day")) without a duty doctor" : nil,
            duty > none ? "\(counted(duty - none, "half-day")) short of duty doctors" : nil,
            cover > 0 ? "\(counted(cover, "half-day")) short" : nil,
            trainees > 0 ? "\(counted(trainees, "half-day")) with a trainee unsupervised" : nil,
            known > 0 ? "\(counted(known, "shift")) saved anyway" : nil,
        ].compactMap { $0 }.joined(separator: ", ")
    }
}

extension VisibleRota {
    /// By the practice file's id.
    func name(of code: String) -> String? { file.clinicians.first { $0.id == code }?.name }
}
