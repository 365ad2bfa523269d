import Civil
import RotaDomain
import RotaStore
import SQLite

/// The places that have a figure: each open half-day of the usual week at each location.
struct CoverGrid: Sendable {
    let locations: [Location]
    let opening: OpeningForm
    let needs: [CoverPlace: CoverNeed]

    init(_ db: Connection) throws {
        locations = try LocationRepository(db).all()
        opening = OpeningForm(try PracticeRepository(db).opening())
        needs = try CoverRepository(db).all()
    }

    init(locations: [Location], opening: OpeningForm, needs: [CoverPlace: CoverNeed]) {
        self.locations = locations
        self.opening = opening
        self.needs = needs
    }

    var places: [CoverPlace] {
        locations.flatMap { location in
            Weekday.allCases.flatMap { weekday in
                Part.allCases.filter { opening.isOpen(weekday, $0) }.map { CoverPlace(weekday: weekday, part: $0, locationId: location.id) }
            }
        }
    }

    /// "Monday morning, Main Surgery"
    func words(_ place: CoverPlace) -> String {
        "\(place.weekday.name) \(place.part.word), \(locations.first { $0.id == place.locationId }?.name ?? "")"
    }

    /// Every figure of the grid as it stands, "1-mon-am=4/1 …": the page carries it back, so that a change by somebody else is noticed.
    var mark: String { places.map { "\(Self.key($0))=\((needs[$0] ?? .none).mark)" }.joined(separator: " ") }

    /// The figures of a mark, by the place's key. What came from a browser and is no mark gives none.
    static func figures(of mark: String) -> [String: String] {
        var figures: [String: String] = [:]
        for item in mark.split(separator: " ") {
            let pair = item.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { figures[String(pair[0])] = String(pair[1]) }
        }
        return figures
    }

    static func key(_ place: CoverPlace) -> String { "\(place.locationId)-\(place.weekday.rawValue)-\(place.part.rawValue)" }
}

extension CoverNeed {
    /// "4/1"
    var mark: String { "\(minimum)/\(duty)" }
}
