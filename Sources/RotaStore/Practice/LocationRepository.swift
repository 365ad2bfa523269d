import RotaDomain
import SQLite

/// The practice's locations, in the order they were added.
package struct LocationRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    package func all() throws -> [Location] {
        try db.all("SELECT id, name, revision FROM locations ORDER BY id", [:], read)
    }

    package func find(_ id: Int) throws -> Location? {
        try db.first("SELECT id, name, revision FROM locations WHERE id = :id", ["id": id], read)
    }

    /// Throws a unique constraint's `SQLiteError` when the name is taken.
    package func insert(name: String) throws -> Location {
        Location(id: try db.insert("INSERT INTO locations (name) VALUES (:name)", ["name": name]), name: name)
    }

    /// False when the row has changed since this value was read. Throws as `insert` does.
    package func rename(_ location: Location, to name: String) throws -> Bool {
        try db.run(
            """
            UPDATE locations
            SET name = :name, revision = revision + 1
            WHERE id = :id AND revision = :revision
            """, ["name": name, "id": location.id, "revision": location.revision]) > 0
    }

    /// Throws a foreign-key constraint's `SQLiteError` while terms, bookings or shifts name the location.
    package func delete(_ id: Int) throws {
        _ = try db.run("DELETE FROM locations WHERE id = :id", ["id": id])
    }

    private func read(_ row: Row) -> Location { Location(id: row.int(0), name: row.text(1), revision: row.int(2)) }
}
