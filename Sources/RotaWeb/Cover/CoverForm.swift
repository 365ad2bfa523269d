import Civil
import HTTP
import RotaDomain

/// The figures of the cover grid as typed, by the id of their field.
struct CoverForm {
    private(set) var typed: [String: String] = [:]
    /// What is to be saved; a place that is wrong is absent.
    private(set) var needs: [CoverPlace: CoverNeed] = [:]
    private(set) var errors = FieldErrors()

    init(_ grid: CoverGrid) {
        for place in grid.places {
            let need = grid.needs[place] ?? .none
            typed[Self.minimumId(place)] = String(need.minimum)
            typed[Self.dutyId(place)] = String(need.duty)
        }
    }

    init(_ form: FormBody, _ grid: CoverGrid) {
        var sent: [String: String] = [:]
        for field in form.fields.fields where sent[field.name] == nil { sent[field.name] = field.value }
        for place in grid.places {
            let minimum = read(Self.minimumId(place), "doctors needed, \(grid.words(place)),", sent)
            let duty = read(Self.dutyId(place), "duty doctors, \(grid.words(place)),", sent)
            if let minimum, let duty { needs[place] = CoverNeed(minimum: minimum, duty: duty) }
        }
    }

    private mutating func read(_ id: String, _ name: String, _ sent: [String: String]) -> Int? {
        let text = (sent[id] ?? "").trimmingSpaces
        typed[id] = text
        if text.isEmpty {
            errors.add(id, "Enter the \(name) 0 for none")
            return nil
        }
        guard let value = Numbers.whole(text, in: CoverNeed.figures) else {
            errors.add(id, "\(name.prefix(1).uppercased() + name.dropFirst()) must be a whole number from 0 to 999")
            return nil
        }
        return value
    }

    static func minimumId(_ place: CoverPlace) -> String { "min-\(place.locationId)-\(place.weekday.rawValue)-\(place.part.rawValue)" }
    static func dutyId(_ place: CoverPlace) -> String { "duty-\(place.locationId)-\(place.weekday.rawValue)-\(place.part.rawValue)" }
}
