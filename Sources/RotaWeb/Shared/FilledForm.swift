import Civil
import HTTP
import RotaDomain

/// What a link fills into a form that records something for a date: `?clinician=3&date=2026-11-25&part=am&location=1`. What is no such value is left out.
struct FilledForm {
    var clinician = ""
    var day: Day?
    var part = Span.full
    var location = ""

    init(clinician: Int? = nil, day: Day? = nil, part: Span = .full, location: Int? = nil) {
        self.clinician = clinician.map(String.init) ?? ""
        self.day = day
        self.part = part
        self.location = location.map(String.init) ?? ""
    }

    init(_ query: FormFields) {
        clinician = query["clinician"] ?? ""
        day = query["date"].flatMap { Day(iso: $0) }
        part = query["part"].flatMap(Span.init) ?? .full
        location = query["location"] ?? ""
    }

    var range: DayRange? { day.map { DayRange($0) } }

    /// The address with its answers.
    func path(_ form: String) -> String {
        let pairs = [("clinician", clinician), ("date", day?.iso ?? ""), ("part", part == .full ? "" : part.rawValue), ("location", location)].filter { !$0.1.isEmpty }
        return pairs.isEmpty ? form : form + "?" + pairs.map { "\($0)=\(PercentEncoding.encode($1))" }.joined(separator: "&")
    }
}
