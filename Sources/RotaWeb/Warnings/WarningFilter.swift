import Civil
import HTTP

/// Which warnings to list: of one kind or all, and between which dates. What is no date is left out of account.
struct WarningFilter {
    enum Kind: String, CaseIterable {
        case rule, duty, cover, supervision

        var label: String {
            switch self {
            case .rule: "Against a rule"
            case .duty: "Without a duty doctor"
            case .cover: "Short of doctors"
            case .supervision: "Trainee unsupervised"
            }
        }
    }

    let kind: Kind?
    /// As typed.
    let from: String
    let to: String

    /// A year at the most, so that a page stays a page.
    static let mostDays = 366

    init(_ query: FormFields) {
        kind = query["kind"].flatMap(Kind.init)
        from = String((query["from"] ?? "").trimmingSpaces.prefix(40))
        to = String((query["to"] ?? "").trimmingSpaces.prefix(40))
    }

    var isFiltering: Bool { kind != nil || !from.isEmpty || !to.isEmpty }

    func kept(_ found: WarningsFound) -> WarningsFound {
        guard let kind else { return found }
        return WarningsFound(gaps: found.gaps.filter { $0.kind.rawValue == kind.rawValue }, rules: kind == .rule ? found.rules : [])
    }

    /// The dates to list, and the last one asked for where the list ends before it.
    struct Dates: Equatable {
        let range: DayRange
        let cutFrom: Day?
    }

    /// From today to the last date of the rota, unless other dates are asked for; nil when there is nothing between. The nearest dates are kept.
    func dates(today: Day, last: Day?) -> Dates? {
        guard let last else { return nil }
        let start = RotaDate.read(from) ?? today, end = min(RotaDate.read(to) ?? last, last)
        let kept = min(end, start + (Self.mostDays - 1))
        return DayRange(start, kept).map { Dates(range: $0, cutFrom: kept < end ? end : nil) }
    }
}
