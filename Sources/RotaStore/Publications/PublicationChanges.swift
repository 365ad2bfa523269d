import Civil
import RotaDomain
import SQLite

/// What a version changed for clinicians when it was published, day by day.
package struct PublicationChanges: Sendable {
    package let difference: RotaDifference
    /// By the practice file's id.
    package let names: [String: String]

    package static func load(_ version: Publication, _ db: Connection) throws -> PublicationChanges {
        let shifts = PublishedShifts(db)
        let names = try db.all(
            """
            SELECT code, name
            FROM clinicians
            """) { ($0.text(0), $0.text(1)) }
        return PublicationChanges(
            difference: RotaDifference(from: try shifts.before(version.id), to: try shifts.held(by: version.id)), names: Dictionary(names, uniquingKeysWith: { first, _ in first }))
    }
}
