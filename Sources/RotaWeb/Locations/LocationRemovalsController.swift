import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite

/// Taking a location away: refused, with the reasons, while anything names it.
enum LocationRemovalsController {
    /// What names a location, and whether it is the only one.
    typealias Uses = (uses: LocationUses, isLast: Bool)

    static func new(_ context: SignedIn) throws -> Response {
        let (location, uses) = try context.store.read { db in
            let location = try LocationsController.find(db, context)
            return (location, try findUses(of: location, db))
        }
        return try page(context, location, uses)
    }

    static func create(_ context: SignedIn) throws -> Response {
        let (location, uses) = try context.store.write { db in
            let location = try LocationsController.find(db, context)
            let uses = try findUses(of: location, db)
            guard uses.uses.isFree, !uses.isLast else { return (location, uses) }
            guard context.form["shown"] == mark(location, uses.uses) else {
                throw PageError.stale("\(location.name), or what goes with it, was changed by someone else after you opened the page. Nothing was removed.")
            }
            try LocationRepository(db).delete(location.id)
            try AuditLog(db).record(
                "remove location", AuditSubject("location", id: location.id, location.name), by: context.actor, at: context.now, before: ["name": location.name])
            return (location, uses)
        }
        guard uses.uses.isFree, !uses.isLast else { return try page(context, location, uses, .conflict) }
        return try context.redirect(to: Paths.locations, success: "\(location.name) was removed.")
    }

    /// What the page showed: the name as it stood, and how many needs of single dates go with it.
    static func mark(_ location: Location, _ uses: LocationUses) -> String { "\(location.revision)-\(uses.overrides)" }

    private static func findUses(of location: Location, _ db: Connection) throws -> Uses {
        (try LocationUses.of(location.id, db), try LocationRepository(db).all().count <= 1)
    }

    private static func page(_ context: SignedIn, _ location: Location, _ uses: Uses, _ status: Status = .ok) throws -> Response {
        let title = "Remove \(location.name)"
        let page = context.layout(title, section: .locations, crumbs: [PageLayout.Link(label: "Locations and opening", path: Paths.locations)])
        return LocationRemovalView(page: page, token: try context.formToken(), location: location, uses: uses.uses, isLast: uses.isLast).page(status)
    }
}

/// The warning before a location is removed, or why it has to stay.
struct LocationRemovalView {
    let page: PageLayout
    let token: FormToken
    let name: String
    let action: String
    /// Why it has to stay; empty when it can go.
    let reasons: [String]
    let overrides: String?
    let shown: String

    var canGo: Bool { reasons.isEmpty }

    init(page: PageLayout, token: FormToken, location: Location, uses: LocationUses, isLast: Bool) {
        self.page = page
        self.token = token
        name = location.name
        action = Paths.locationRemoval(location.id)
        shown = LocationRemovalsController.mark(location, uses)
        overrides = uses.overrides > 0 ? "\(counted(uses.overrides, "cover need")) of single dates there \(uses.overrides == 1 ? "goes" : "go") with it." : nil
        reasons = [
            isLast ? "It is the only location, and a practice needs one." : nil,
            uses.clinicians.isEmpty ? nil : "Working terms name it: \(Self.list(uses.clinicians)).",
            uses.bookings > 0 ? "\(counted(uses.bookings, "locum booking")) \(uses.bookings == 1 ? "is" : "are") there." : nil,
            uses.shifts > 0 ? "\(Self.many(uses.shifts)) of the rota \(uses.shifts == 1 ? "is" : "are") there." : nil,
            uses.publishedShifts > 0 ? "\(Self.many(uses.publishedShifts)) that \(uses.publishedShifts == 1 ? "was" : "were") published \(uses.publishedShifts == 1 ? "is" : "are") there, and publications are kept." : nil,
        ].compactMap { $0 }
    }

    /// "7 shifts", "10,000 or more shifts"
    private static func many(_ shifts: Int) -> String { shifts < LocationUses.most ? counted(shifts, "shift") : "10,000 or more shifts" }

    /// Five names at most, then how many others.
    private static func list(_ names: [String]) -> String {
        names.count <= 5 ? names.joined(separator: ", ") : names.prefix(4).joined(separator: ", ") + " and \(names.count - 4) others"
    }

    static let preview = LocationRemovalView(
        page: .preview, token: .preview, location: Location(id: 1, name: "Hillside"),
        uses: LocationUses(clinicians: ["Dr Amara Okafor"], bookings: 1, shifts: 2, publishedShifts: 0, overrides: 1), isLast: false)
}
