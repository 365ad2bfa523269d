/// A label, a hint, an error and one line of text.
struct TextField {
    let id: String
    let label: String
    var hint: String?
    let value: String
    var error: String?
    /// Of the input: "input--30".
    var width = ""
    var type = "text"
    var autocomplete = "off"
    var inputmode: String?
    var isOptional = false
    var unit: String?

    var isPassword: Bool { type == "password" }
    var hasError: Bool { error != nil }
    var fieldClass: String { error == nil ? "field" : "field field--error" }
    var inputClass: String { width.isEmpty ? "input" : "input \(width)" }
    var describedBy: String? { fieldDescription(id, hint, error) }

    static let preview = TextField(id: "name", label: "Full name", hint: "It appears on the rota", value: "Dr Amara Okafor", error: "Enter a full name", width: "input--30")
}

/// A label, a hint, an error and several lines of text.
struct TextAreaField {
    let id: String
    let label: String
    var hint: String?
    let value: String
    var error: String?
    var isOptional = false
    var rows = 3

    var hasError: Bool { error != nil }
    var fieldClass: String { error == nil ? "field" : "field field--error" }
    var describedBy: String? { fieldDescription(id, hint, error) }

    static let preview = TextAreaField(id: "note", label: "Note", value: "", isOptional: true)
}

/// A label, a hint, an error and a list to choose one from.
struct SelectField {
    struct Option {
        let value: String
        let label: String
        let selected: Bool
    }

    let id: String
    let label: String
    var hint: String?
    let options: [Option]
    var error: String?
    var isOptional = false

    var hasError: Bool { error != nil }
    var fieldClass: String { error == nil ? "field" : "field field--error" }
    var describedBy: String? { fieldDescription(id, hint, error) }

    static let preview = SelectField(id: "nation", label: "Nation", options: [Option(value: "scotland", label: "Scotland", selected: true)])
}

/// A legend over radios or checkboxes.
struct ChoiceField {
    struct Choice {
        let id: String
        let value: String
        let label: String
        var hint: String?
        let checked: Bool

        var hintId: String? { hint == nil ? nil : "\(id)-hint" }
    }

    let id: String
    /// Of every input.
    let name: String
    let legend: String
    var hint: String?
    var error: String?
    let isRadio: Bool
    var isInline = false
    var choices: [Choice]

    var type: String { isRadio ? "radio" : "checkbox" }
    var hasError: Bool { error != nil }
    var fieldClass: String { error == nil ? "field" : "field field--error" }
    var choicesClass: String { isInline ? "choices choices--inline" : "choices" }
    var describedBy: String? { fieldDescription(id, hint, error) }
    var items: [Item] { choices.map { Item(type: type, name: name, choice: $0) } }

    struct Item {
        let type: String
        let name: String
        let choice: Choice
    }

    /// The ids are `id-1`, `id-2`, …: an error leads to the first, `id-1`.
    static func radios(_ id: String, legend: String, hint: String? = nil, error: String? = nil, inline: Bool = false, _ choices: [(value: String, label: String)], chosen: String) -> ChoiceField {
        ChoiceField(
            id: id, name: id, legend: legend, hint: hint, error: error, isRadio: true, isInline: inline,
            choices: choices.enumerated().map { Choice(id: "\(id)-\($0 + 1)", value: $1.value, label: $1.label, checked: $1.value == chosen) })
    }

    static func checkboxes(_ id: String, legend: String, hint: String? = nil, error: String? = nil, inline: Bool = false, _ choices: [(value: String, label: String)], chosen: Set<String>) -> ChoiceField {
        ChoiceField(
            id: id, name: id, legend: legend, hint: hint, error: error, isRadio: false, isInline: inline,
            choices: choices.enumerated().map { Choice(id: "\(id)-\($0 + 1)", value: $1.value, label: $1.label, checked: chosen.contains($1.value)) })
    }

    static let preview = ChoiceField.checkboxes("groups", legend: "Groups", hint: "They drive rota rules", [("1", "FY Supervisor"), ("2", "ST Supervisor")], chosen: ["1"])
}

/// A date as three texts: day, month, year (GDS date input).
struct DateField {
    let id: String
    let legend: String
    var hint: String? = "For example, 27 3 2027"
    var error: String?
    let day: String
    let month: String
    let year: String

    var hasError: Bool { error != nil }
    var fieldClass: String { error == nil ? "field" : "field field--error" }
    var describedBy: String? { fieldDescription(id, hint, error) }

    static let preview = DateField(id: "start", legend: "Start date", day: "23", month: "11", year: "2026")
}

/// The ids of a field's hint and error, for `aria-describedby`.
private func fieldDescription(_ id: String, _ hint: String?, _ error: String?) -> String? {
    let ids = (hint == nil ? [] : ["\(id)-hint"]) + (error == nil ? [] : ["\(id)-error"])
    return ids.isEmpty ? nil : ids.joined(separator: " ")
}
