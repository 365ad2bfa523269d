import Civil
import HTTP

/// A date as it was typed into three fields, which a page shows again as it came.
struct TypedDate {
    let day: String
    let month: String
    let year: String

    init(_ form: FormBody, _ name: String) {
        day = form["\(name)-day"] ?? ""
        month = form["\(name)-month"] ?? ""
        year = form["\(name)-year"] ?? ""
    }

    init(_ date: Day) {
        day = String(date.day)
        month = String(date.month)
        year = String(date.year)
    }

    var input: DateInput { DateInput(day: day, month: month, year: year) }

    func field(_ id: String, legend: String, hint: String? = "For example, 27 3 2027", error: String?) -> DateField {
        DateField(id: id, legend: legend, hint: hint, error: error, day: day, month: month, year: year)
    }
}
