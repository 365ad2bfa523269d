import Civil
import HTTP

/// A date field's three texts as they were typed.
struct TypedDate: Sendable, Equatable {
    let day: String
    let month: String
    let year: String

    /// The years that a rota deals with: a year outside them is a slip of the finger.
    static let years = 2000...2099

    init(_ form: FormBody, _ id: String) {
        day = (form["\(id)-day"] ?? "").trimmingSpaces
        month = (form["\(id)-month"] ?? "").trimmingSpaces
        year = (form["\(id)-year"] ?? "").trimmingSpaces
    }

    init(_ date: Day?) {
        day = date.map { String($0.day) } ?? ""
        month = date.map { String($0.month) } ?? ""
        year = date.map { String($0.year) } ?? ""
    }

    var isEmpty: Bool { DateInput(day: day, month: month, year: year) == .empty }

    /// The date; or nil, with what is wrong added for the field `id`. The name begins the sentence: "First day".
    func check(_ id: String, _ name: String, years: ClosedRange<Int> = Self.years, _ errors: inout FieldErrors) -> Day? {
        let input = DateInput(day: day, month: month, year: year)
        if let problem = input.problem(name) {
            errors.add(id, problem, target: "\(id)-\((input.firstWrong ?? .day).rawValue)")
            return nil
        }
        guard let date = input.value, years.contains(date.year) else {
            errors.add(id, "\(name) must be in the years \(years.lowerBound) to \(years.upperBound)", target: "\(id)-year")
            return nil
        }
        return date
    }

    func field(_ id: String, _ legend: String, hint: String? = "For example, 27 3 2027", error: String?) -> DateField {
        DateField(id: id, legend: legend, hint: hint, error: error, day: day, month: month, year: year)
    }
}

/// A first and a last day as they were typed, in the fields `from` and `to`; an empty last day means the first.
struct TypedRange: Sendable, Equatable {
    let from: TypedDate
    let to: TypedDate

    init(_ form: FormBody) {
        from = TypedDate(form, "from")
        to = TypedDate(form, "to")
    }

    /// As a link asks for it, `from` and `to` written 2026-11-23. What is no date is left out.
    init(_ query: FormFields) {
        let first = Day(iso: query["from"] ?? "")
        from = TypedDate(first)
        to = TypedDate(Day(iso: query["to"] ?? "").flatMap { $0 == first ? nil : $0 })
    }

    init(_ range: DayRange?) {
        from = TypedDate(range?.first)
        to = TypedDate(range?.last)
    }

    /// The dates; or nil, with what is wrong added. `most` is how many days they may span.
    func check(most: Int, _ errors: inout FieldErrors) -> DayRange? {
        let first = from.check("from", "First day", &errors)
        let last = to.isEmpty ? first : to.check("to", "Last day", &errors)
        guard let first, let last else { return nil }
        guard let range = DayRange(first, last) else {
            errors.add("to", "Last day must be \(first.words) or later", target: "to-day")
            return nil
        }
        if range.count > most {
            errors.add("to", "Last day must be at most \(most) days after the first", target: "to-day")
            return nil
        }
        return range
    }

    func fromField(_ errors: FieldErrors) -> DateField { from.field("from", "First day", error: errors["from"]) }

    func toField(_ errors: FieldErrors) -> DateField {
        to.field("to", "Last day (optional)", hint: "Leave empty for a single day", error: errors["to"])
    }
}
