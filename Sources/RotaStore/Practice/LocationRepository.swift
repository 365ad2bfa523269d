import RotaDomain
import SQLite

/// The practice's locations, in the order they were added.
package struct LocationRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func all() throws -> [Location] {
        try db.all("SELECT id, name FROM locations ORDER BY id") { Location(id: $0.int(0), name: $0.text(1)) }
    }

    package func find(_ id: Int) throws -> Location? {
        try db.first("SELECT id, name FROM locations WHERE id = :id", ["id": id]) { Location(id: $0.int(0), name: $0.text(1)) }
    }

    package func insert(name: String) throws -> Location {
        Location(id: try db.insert("INSERT INTO locations (name) VALUES (:name)", ["name": name]), name: name)
    }

    package func rename(_ id: Int, to name: String) throws {
        _ = try db.run("UPDATE locations SET name = :name WHERE id = :id", ["name": name, "id": id])
    }

    /// Throws a foreign-key constraint's `SQLiteError` while terms, bookings or shifts name the location.
    package func delete(_ id: Int) throws {
        _ = try db.run("DELETE FROM locations WHERE id = :id", ["id": id])
    }
}
