import HTTP
import RotaStore

/// Names of locations, and the usual week's open parts, for a practice without people yet.
struct SetupLocationsForm {
    /// As typed; the ids are `location-1` onwards.
    var locations: [String]
    var opening: OpeningForm
    private(set) var errors = FieldErrors()

    /// As many as a practice file may have.
    static let mostLocations = 200

    init(_ store: Store) throws {
        let (names, parts) = try store.read { db in (try LocationRepository(db).all().map(\.name), try PracticeRepository(db).opening()) }
        locations = names.count < Self.mostLocations ? names + [""] : names
        opening = parts.isEmpty ? .usual : OpeningForm(parts)
    }

    init(_ form: FormBody) {
        locations = []
        while locations.count < Self.mostLocations, let name = form["location-\(locations.count + 1)"] { locations.append(name.trimmingSpaces) }
        opening = OpeningForm(form)
    }

    mutating func addLocation() {
        if locations.count < Self.mostLocations {
            locations.append("")
        } else {
            errors.add("location-\(locations.count)", "A practice has \(Self.mostLocations) locations at most")
        }
    }

    /// - Parameter index: of the location, from 0.
    mutating func refuse(_ index: Int, _ message: String) { errors.add("location-\(index + 1)", message) }

    mutating func check() {
        if locations.allSatisfy(\.isEmpty) { errors.add("location-1", "Enter at least one location") }
        var seen: Set<String> = []
        for (index, name) in locations.enumerated() where !name.isEmpty {
            let field = "location-\(index + 1)"
            if let problem = LocationName.problem(name) { errors.add(field, problem) }
            if !seen.insert(name).inserted { errors.add(field, "\(name) stands there twice") }
        }
        opening.check(&errors)
    }

    var names: [String] { locations.filter { !$0.isEmpty } }
}

/// The second step of set-up.
struct SetupLocationsView {
    let page: PageLayout
    let token: FormToken
    let locations: [TextField]
    let opening: OpeningTable

    /// - Parameter inUse: of the locations, from 0, those that something names.
    init(page: PageLayout, token: FormToken, form: SetupLocationsForm, inUse: Set<Int> = []) {
        self.page = page
        self.token = token
        locations = form.locations.enumerated().map { index, name in
            TextField(
                id: "location-\(index + 1)", label: "Location \(index + 1)", hint: inUse.contains(index) ? "In use already: a new name renames it everywhere" : nil, value: name, error: form.errors["location-\(index + 1)"], width: "input--30",
                isOptional: index > 0)
        }
        opening = OpeningTable(form.opening, error: form.errors["open"])
    }

    static let preview = SetupLocationsView(
        page: .preview, token: .preview, form: SetupLocationsForm(FormBody(fields: FormFields(["location-1": "Main Surgery", "open": "mon-am"]))))
}
