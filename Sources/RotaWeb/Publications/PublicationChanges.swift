import Civil
import RotaDomain
import RotaStore
import SQLite

/// What a version changed for clinicians when it was published.
struct PublicationChanges: Sendable {
    let difference: RotaDifference
    /// Nothing stood before it on any of its dates.
    let isFirst: Bool
    let shifts: Int
    let names: [String: String]
    /// Dates of a roll-back that show nothing any more.
    let standing: [PublicationDay]

    static func load(_ version: Publication, _ db: Connection) throws -> PublicationChanges {
        let days = try PublicationRepository(db).days(of: version.id)
        let held = try PublishedShifts(db).held(by: version.id)
        let names = Dictionary(uniqueKeysWithValues: try db.all("SELECT code, name FROM clinicians") { ($0.text(0), $0.text(1)) })
        return PublicationChanges(
            difference: RotaDifference(from: try PublishedShifts(db).before(version.id), to: held), isFirst: days.allSatisfy { $0.previousId == nil },
            shifts: held.count, names: names, standing: days)
    }

    /// "12 days of 5 people", "First publication, 1,204 shifts"
    var words: String {
        if isFirst, !standing.isEmpty { return "First publication, \(counted(shifts, "shift"))" }
        if difference.isEmpty { return "Nothing" }
        return "\(counted(difference.changes.count, "day")) of \(counted(difference.clinicians.count, "person", "people"))"
    }
}
