import Civil
import HTTP
import RotaDomain

/// What a link fills into a form that records something for a date: `?clinician=3&from=2026-11-25&to=2026-11-25&part=am&location=1`.
struct FilledForm {
    var clinician: Int?
    var day: Day
    var part = Span.full
    var location: Int?

    /// The form's address with its answers.
    func path(_ form: String) -> String {
        let pairs = [
            ("clinician", clinician.map { String($0) }), ("from", day.iso), ("to", day.iso), ("part", part == .full ? nil : part.rawValue),
            ("location", location.map { String($0) }),
        ]
        return form + "?" + pairs.compactMap { name, value in value.map { "\(name)=\($0)" } }.joined(separator: "&")
    }
}
