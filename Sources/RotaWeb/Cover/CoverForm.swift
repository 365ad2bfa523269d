import Civil
import HTTP
import RotaDomain

/// The figures of the cover grid as typed, by the id of their field.
struct CoverForm: Sendable {
    private(set) var typed: [String: String] = [:]
    /// What is to be saved; a place that is wrong is absent.
    private(set) var needs: [CoverPlace: CoverNeed] = [:]
    /// The grid that the figures were typed over.
    let stood: String
    private(set) var errors = FieldErrors()

    init(_ grid: CoverGrid) {
        stood = grid.mark
        for place in grid.places { show(grid.needs[place] ?? .none, at: place) }
    }

    /// - Parameter grid: as it stands. Where somebody else changed it since the page was made, nothing is saved: figures that the sender left
    ///   alone take the new ones, and all others stay as typed.
    init(_ form: FormBody, _ grid: CoverGrid) {
        stood = grid.mark
        var sent: [String: String] = [:]
        for field in form.fields.fields where sent[field.name] == nil { sent[field.name] = field.value }
        let shown = CoverGrid.figures(of: sent["stood"] ?? "")
        let places = grid.places
        let changed = places.filter { shown[CoverGrid.key($0)] != (grid.needs[$0] ?? .none).mark }
        let gone = Set(shown.keys).subtracting(places.map(CoverGrid.key)).count
        if !changed.isEmpty || gone > 0 { refuse(changed, gone: gone, grid) }
        for place in places {
            let (minimumId, dutyId) = (Self.minimumId(place), Self.dutyId(place))
            let isLeftAlone = sent[minimumId] == nil || sent[dutyId] == nil || "\(sent[minimumId] ?? "")/\(sent[dutyId] ?? "")" == shown[CoverGrid.key(place)]
            if errors.isStale, isLeftAlone {
                show(grid.needs[place] ?? .none, at: place)
                continue
            }
            let minimum = read(minimumId, "doctors needed, \(grid.words(place)),", sent)
            let duty = read(dutyId, "duty doctors, \(grid.words(place)),", sent)
            if let minimum, let duty { needs[place] = CoverNeed(minimum: minimum, duty: duty) }
        }
    }

    private mutating func show(_ need: CoverNeed, at place: CoverPlace) {
        typed[Self.minimumId(place)] = String(need.minimum)
        typed[Self.dutyId(place)] = String(need.duty)
    }

    private mutating func refuse(_ changed: [CoverPlace], gone: Int, _ grid: CoverGrid) {
        let most = 10
        var words = changed.prefix(most).map { "\(grid.words($0)), \((grid.needs[$0] ?? .none).words)" }
        if changed.count > most { words.append("\(changed.count - most) more") }
        if gone > 0 { words.append("\(counted(gone, "half-day")) no longer there") }
        errors.addChanged("Cover", now: words.joined(separator: "; "), target: (changed.first ?? grid.places.first).map(Self.minimumId) ?? "main")
    }

    private mutating func read(_ id: String, _ name: String, _ sent: [String: String]) -> Int? {
        let text = (sent[id] ?? "").trimmingSpaces
        typed[id] = text
        if text.isEmpty {
            errors.add(id, "Enter the \(name) 0 for none")
            return nil
        }
        guard let value = Numbers.whole(text, in: CoverNeed.figures) else {
            errors.add(id, "\(name.sentenceCase) must be a whole number from 0 to 999")
            return nil
        }
        return value
    }

    static func minimumId(_ place: CoverPlace) -> String { "min-\(CoverGrid.key(place))" }
    static func dutyId(_ place: CoverPlace) -> String { "duty-\(CoverGrid.key(place))" }
}
