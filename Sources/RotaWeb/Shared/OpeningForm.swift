import Civil
import HTTP

/// The open half-days of the usual week as ticked.
struct OpeningForm: Sendable, Equatable {
    /// "mon-am"
    private let ticked: Set<String>

    init(_ form: FormBody) { ticked = Set(form.all("open")) }

    init(_ parts: [Weekday: Set<Part>]) {
        ticked = Set(parts.flatMap { weekday, parts in parts.map { Self.value(weekday, $0) } })
    }

    /// Monday to Friday, the whole day.
    static let usual = OpeningForm(Dictionary(uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, Set(Part.allCases)) }))

    func isOpen(_ weekday: Weekday, _ part: Part) -> Bool { ticked.contains(Self.value(weekday, part)) }

    /// A weekday that is absent is closed.
    var parts: [Weekday: Set<Part>] {
        var result: [Weekday: Set<Part>] = [:]
        for weekday in Weekday.allCases {
            let open = Part.allCases.filter { isOpen(weekday, $0) }
            if !open.isEmpty { result[weekday] = Set(open) }
        }
        return result
    }

    func check(_ errors: inout FieldErrors) {
        if parts.isEmpty { errors.add("open", "Choose at least one half-day on which the practice is open", target: "open-mon-am") }
    }

    /// "mon-am mon-pm tue-am"
    var mark: String {
        Weekday.allCases.flatMap { weekday in Part.allCases.filter { isOpen(weekday, $0) }.map { Self.value(weekday, $0) } }.joined(separator: " ")
    }

    /// "Monday, Tuesday morning"
    var words: String {
        let days = Weekday.allCases.compactMap { weekday in
            Span(parts: Part.allCases.filter { isOpen(weekday, $0) }).map { $0 == .full ? weekday.name : "\(weekday.name) \($0.label.lowercased())" }
        }
        return days.isEmpty ? "closed all week" : "open \(days.formatted)"
    }

    static func value(_ weekday: Weekday, _ part: Part) -> String { "\(weekday.rawValue)-\(part.rawValue)" }
}

/// The table of checkboxes that an `OpeningForm` is ticked in.
struct OpeningTable {
    struct Cell {
        let id: String
        let value: String
        let label: String
        let checked: Bool
    }

    struct Row {
        let day: String
        let am: Cell
        let pm: Cell
    }

    let error: String?
    let rows: [Row]

    init(_ form: OpeningForm, error: String?) {
        self.error = error
        rows = Weekday.allCases.map { weekday in
            func cell(_ part: Part) -> Cell {
                let value = OpeningForm.value(weekday, part)
                return Cell(id: "open-\(value)", value: value, label: " \(weekday.name) \(part.word)", checked: form.isOpen(weekday, part))
            }
            return Row(day: weekday.name, am: cell(.am), pm: cell(.pm))
        }
    }

    static let preview = OpeningTable(.usual, error: nil)
}
