import Civil

extension Part {
    /// "morning"
    var word: String { self == .am ? "morning" : "afternoon" }
    /// "Morning"
    var label: String { self == .am ? "Morning" : "Afternoon" }
}

extension Span {
    /// "All day", "Morning", "Afternoon"
    var label: String {
        switch self {
        case .full: "All day"
        case .am: Part.am.label
        case .pm: Part.pm.label
        }
    }

    /// The choice of a form, for one or more dates.
    static func field(_ id: String, legend: String, hint: String? = nil, error: String?, chosen: String) -> ChoiceField {
        .radios(
            id, legend: legend, hint: hint, error: error, inline: true,
            [(Span.full.rawValue, "All day"), (Span.am.rawValue, "Mornings"), (Span.pm.rawValue, "Afternoons")], chosen: chosen)
    }
}
