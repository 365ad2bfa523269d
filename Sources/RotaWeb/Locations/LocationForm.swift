import HTTP
import RotaDomain

/// A location's name as typed.
struct LocationForm {
    let name: String
    private(set) var errors = FieldErrors()

    init(name: String = "") { self.name = name }
    init(_ form: FormBody) { name = (form["name"] ?? "").trimmingSpaces }

    mutating func check(taken: Set<String>) {
        if let problem = LocationName.problem(name) { errors.add("name", problem) }
        if taken.contains(name) { errors.add("name", "There is a location called \(name) already") }
    }
}

struct LocationFormView {
    let page: PageLayout
    let token: FormToken
    let title: String
    let action: String
    let button: String
    let name: TextField

    init(page: PageLayout, token: FormToken, form: LocationForm, location: Location?, title: String) {
        self.page = page
        self.token = token
        self.title = title
        action = location.map { Paths.location($0.id) } ?? Paths.locations
        button = location == nil ? "Add location" : "Save name"
        name = TextField(
            id: "name", label: "Location name", hint: "As it stands on the rota; where there are several, the first letter marks it there", value: form.name,
            error: form.errors["name"], width: "input--30")
    }

    static let preview = LocationFormView(page: .preview, token: .preview, form: LocationForm(name: "Hillside"), location: nil, title: "Add location")
}
