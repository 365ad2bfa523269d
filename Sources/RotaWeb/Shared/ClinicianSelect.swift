import RotaStore

/// A list to choose a clinician from.
enum ClinicianSelect {
    static func field(_ clinicians: [ClinicianChoice], chosen: String, hint: String? = nil, error: String?) -> SelectField {
        let known = clinicians.map { choice in
            SelectField.Option(value: String(choice.id), label: choice.active ? choice.name : "\(choice.name) (inactive)", selected: String(choice.id) == chosen)
        }
        let none = SelectField.Option(value: "", label: "Choose a clinician", selected: !known.contains { $0.selected })
        return SelectField(id: "clinician", label: "Clinician", hint: hint, options: [none] + known, error: error)
    }
}
