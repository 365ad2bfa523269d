import Civil
import HTTP
import RotaDomain
import RotaStore

/// Names of locations, and the usual week's open parts. Used by set-up for a practice without people yet.
struct OpeningForm {
    /// As typed; the ids are `location-1` onwards.
    var locations: [String]
    var open: Set<String>
    private(set) var errors = FieldErrors()

    static let mostLocations = 50

    init(_ store: Store) throws {
        let (names, opening) = try store.read { db in (try LocationRepository(db).all().map(\.name), try PracticeRepository(db).opening()) }
        locations = names + [""]
        open = opening.isEmpty
            ? Set(["mon", "tue", "wed", "thu", "fri"].flatMap { ["\($0)-am", "\($0)-pm"] })
            : Set(opening.flatMap { weekday, parts in parts.map { "\(weekday.rawValue)-\($0.rawValue)" } })
    }

    init(_ form: FormBody) {
        locations = []
        while locations.count < Self.mostLocations, let name = form["location-\(locations.count + 1)"] { locations.append(name.trimmingSpaces) }
        open = Set(form.all("open"))
    }

    mutating func addLocation() { locations.append("") }

    mutating func check() {
        if locations.allSatisfy(\.isEmpty) { errors.add("location-1", "Enter at least one location") }
        var seen: Set<String> = []
        for (index, name) in locations.enumerated() where !name.isEmpty {
            let field = "location-\(index + 1)"
            if name.isLonger(than: 200) { errors.add(field, "Location name must be 200 characters or fewer") }
            if !name.isOneLine { errors.add(field, "Location name must be one line of text") }
            if !seen.insert(name).inserted { errors.add(field, "\(name) stands there twice") }
        }
        if opening.isEmpty { errors.add("open", "Choose at least one half-day on which the practice is open", target: "open-mon-am") }
    }

    var names: [String] { locations.filter { !$0.isEmpty } }

    var opening: [Weekday: Set<Part>] {
        var result: [Weekday: Set<Part>] = [:]
        for weekday in Weekday.allCases {
            for part in Part.allCases where open.contains("\(weekday.rawValue)-\(part.rawValue)") { result[weekday, default: []].insert(part) }
        }
        return result
    }
}

/// The opening form's fields as the page shows them.
struct OpeningFields {
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

    let locations: [TextField]
    let openError: String?
    let rows: [Row]

    init(_ form: OpeningForm) {
        locations = form.locations.enumerated().map { index, name in
            TextField(
                id: "location-\(index + 1)", label: "Location \(index + 1)", value: name, error: form.errors["location-\(index + 1)"], width: "input--30",
                isOptional: index > 0)
        }
        openError = form.errors["open"]
        rows = Weekday.allCases.map { weekday in
            func cell(_ part: Part, _ word: String) -> Cell {
                let value = "\(weekday.rawValue)-\(part.rawValue)"
                return Cell(id: "open-\(value)", value: value, label: " \(weekday.name) \(word)", checked: form.open.contains(value))
            }
            return Row(day: weekday.name, am: cell(.am, "morning"), pm: cell(.pm, "afternoon"))
        }
    }
}

struct SetupLocationsView {
    let page: PageLayout
    let token: FormToken
    let fields: OpeningFields

    static let preview = SetupLocationsView(
        page: .preview, token: .preview, fields: OpeningFields(OpeningForm(FormBody(fields: FormFields(["location-1": "Main Surgery", "open": "mon-am"])))))
}

extension OpeningFields {
    static let preview = SetupLocationsView.preview.fields
}
