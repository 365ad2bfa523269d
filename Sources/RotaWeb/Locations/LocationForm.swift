import HTTP
import RotaDomain

/// A location's name as typed.
struct LocationForm {
    let name: String
    /// Of the location that the page showed; empty for a new one.
    private(set) var revision: String
    private(set) var errors = FieldErrors()

    init(_ location: Location? = nil) {
        name = location?.name ?? ""
        revision = location.map { String($0.revision) } ?? ""
    }

    init(_ form: FormBody) {
        name = (form["name"] ?? "").trimmingSpaces
        revision = form["revision"] ?? ""
    }

    /// - Parameter location: as it stands; nil for a new one.
    mutating func check(_ location: Location?, among all: [Location]) {
        if let location, revision != String(location.revision) {
            errors.addChanged("The location", now: location.name, target: "name")
            revision = String(location.revision)
        }
        let taken = Set(all.filter { $0.id != location?.id }.map(\.name))
        if let problem = LocationName.problem(name) { errors.add("name", problem) }
        if taken.contains(name) { errors.add("name", "There is a location called \(name) already") }
    }
}

/// The form of a new or renamed location.
struct LocationFormView {
    let page: PageLayout
    let token: FormToken
    let title: String
    let action: String
    let button: String
    let name: TextField
    let revision: String

    init(page: PageLayout, token: FormToken, form: LocationForm, location: Location?, title: String) {
        self.page = page
        self.token = token
        self.title = title
        action = location.map { Paths.location($0.id) } ?? Paths.locations
        button = location == nil ? "Add location" : "Save name"
        revision = form.revision
        name = TextField(
            id: "name", label: "Location name", hint: "As it stands on the rota; where there are several, the first letter marks it there", value: form.name,
            error: form.errors["name"], width: "input--30")
    }

    static let preview = LocationFormView(page: .preview, token: .preview, form: LocationForm(Location(id: 1, name: "Hillside")), location: nil, title: "Add location")
}
