import Civil
import HTTP

/// Which week, and which day of it, an address asks for. Any date will do; what is no date leads to this week.
struct WeekAddress {
    let week: DayRange
    /// The day to open on narrow screens, when one was asked for.
    let day: Day?
    /// What was typed and is no date.
    let misread: String?

    init(_ query: FormFields, today: Day) {
        let typed = (query["week"] ?? "").trimmingSpaces
        let chosen = RotaDate.read(query["day"] ?? "")
        let named = RotaDate.read(typed)
        week = DayRange(weekOf: named ?? (typed.isEmpty ? chosen : nil) ?? today)
        day = [chosen, named.flatMap { $0.weekday == .mon ? nil : $0 }].compactMap { $0 }.first(where: week.contains)
        misread = typed.isEmpty || named != nil ? nil : String(typed.prefix(40))
    }
}
