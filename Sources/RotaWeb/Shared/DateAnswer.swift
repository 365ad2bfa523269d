import Civil
import HTTP

/// A date as it was typed into the three fields of a form, `id-day`, `id-month`, `id-year`.
struct DateAnswer: Sendable, Equatable {
    let day: String
    let month: String
    let year: String

    init(_ day: Day?) {
        self.day = day.map { String($0.day) } ?? ""
        month = day.map { String($0.month) } ?? ""
        year = day.map { String($0.year) } ?? ""
    }

    init(_ form: FormBody, _ id: String) {
        day = form["\(id)-day"] ?? ""
        month = form["\(id)-month"] ?? ""
        year = form["\(id)-year"] ?? ""
    }

    /// The years that a practice file may hold.
    static let years = 1900...2200

    /// The date; nil, with a message unless it may be left out and is, when there is none. Later years than anyone plans for are refused.
    func read(_ id: String, _ name: String, isOptional: Bool = false, _ errors: inout FieldErrors) -> Day? {
        let input = DateInput(day: day, month: month, year: year)
        if isOptional, input == .empty { return nil }
        if let problem = input.problem(name) {
            errors.add(id, problem, target: "\(id)-\((input.firstWrong ?? .day).rawValue)")
            return nil
        }
        guard let value = input.value else { return nil }
        guard Self.years.contains(value.year) else {
            errors.add(id, "\(name) must be in the years \(Self.years.lowerBound) to \(Self.years.upperBound)", target: "\(id)-year")
            return nil
        }
        return value
    }

    func field(_ id: String, _ legend: String, hint: String? = "For example, 27 3 2027", error: String?) -> DateField {
        DateField(id: id, legend: legend, hint: hint, error: error, day: day, month: month, year: year)
    }
}
