import RotaDomain
import RotaStore
import SQLite

/// Makes the locations those of set-up's form: the first field names the first location, and so on.
struct SetupLocations {
    private let db: Connection
    private let standing: [Location]

    /// - Parameter standing: the locations as they are, in the order of the form.
    init(_ db: Connection, _ standing: [Location]) {
        self.db = db
        self.standing = standing
    }

    /// A field that was emptied takes its location away, unless something names it; the form then says so and nothing is written.
    func save(_ form: inout SetupLocationsForm) throws -> Bool {
        let pairs = Array(zip(standing, form.locations))
        for (index, (location, name)) in pairs.enumerated() where name.isEmpty {
            guard try !LocationUses.of(location.id, db).isFree else { continue }
            form.refuse(index, "\(location.name) is in use, so it cannot be left out. Enter its name, or a new one for it")
        }
        guard form.errors.isEmpty else { return false }
        let locations = LocationRepository(db)
        for (location, name) in pairs where name.isEmpty { try locations.delete(location.id) }
        try rename(pairs.filter { location, name in !name.isEmpty && name != location.name })
        for name in form.locations.dropFirst(standing.count) where !name.isEmpty { _ = try locations.insert(name: name) }
        return true
    }

    /// By way of names that nobody can type, so that two locations can change names with each other.
    private func rename(_ pairs: [(Location, String)]) throws {
        let locations = LocationRepository(db)
        for (location, _) in pairs { _ = try locations.rename(location, to: "\u{1}\(location.id)") }
        let passing = try locations.all()
        for (location, name) in pairs {
            guard let now = passing.first(where: { $0.id == location.id }) else { continue }
            _ = try locations.rename(now, to: name)
        }
    }
}
