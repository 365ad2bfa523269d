import Civil
import HTTP

/// Which warnings to list: of one kind or all, and between which dates. What is no date is left out of account.
struct WarningFilter {
    let kind: Warning.Kind?
    /// As typed.
    let from: String
    let to: String

    init(_ query: FormFields) {
        kind = query["kind"].flatMap(Warning.Kind.init)
        from = String((query["from"] ?? "").trimmingSpaces.prefix(40))
        to = String((query["to"] ?? "").trimmingSpaces.prefix(40))
    }

    var isFiltering: Bool { kind != nil || !from.isEmpty || !to.isEmpty }

    /// From today to the last date of the rota, unless other dates are asked for; nil when there is nothing between.
    func range(today: Day, last: Day?) -> DayRange? {
        guard let last else { return nil }
        let end = min(RotaDate.read(to) ?? last, last)
        // A year at the most, so that a page stays a page.
        return DayRange(max(RotaDate.read(from) ?? today, end - 366), end)
    }
}
