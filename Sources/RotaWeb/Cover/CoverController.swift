import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite

/// What each half-day of the usual week needs: one form over all locations.
enum CoverController {
    static func edit(_ context: SignedIn) throws -> Response {
        let grid = try context.store.read(CoverGrid.init)
        return try page(context, CoverForm(grid), grid)
    }

    static func update(_ context: SignedIn) throws -> Response {
        let grid = try context.store.read(CoverGrid.init)
        let form = CoverForm(context.form, grid)
        guard form.errors.isEmpty else { return try page(context, form, grid, .unprocessableContent) }
        let changed = try context.store.write { db in
            let old = try CoverRepository(db).all()
            var before: [(String, String?)] = []
            var after: [(String, String?)] = []
            for place in grid.places {
                guard let need = form.needs[place], old[place] != need else { continue }
                try CoverRepository(db).set(need, at: place)
                before.append((grid.words(place), old[place]?.words))
                after.append((grid.words(place), need.words))
            }
            guard !after.isEmpty else { return 0 }
            try AuditLog(db).record(
                "change cover", AuditSubject("cover", "Cover of the usual week"), by: context.actor, at: context.now, before: AuditFields(before),
                after: AuditFields(after))
            return after.count
        }
        return try context.redirect(to: Paths.cover, success: changed == 0 ? "Cover stands as it was." : "Cover was saved: \(counted(changed, "half-day")) changed.")
    }

    private static func page(_ context: SignedIn, _ form: CoverForm, _ grid: CoverGrid, _ status: Status = .ok) throws -> Response {
        let (counts, overrides) = try context.store.read { db in
            (try PracticeRepository(db).find()?.countsTowardsMinimum, try CoverOverrideRepository(db).all(from: context.today))
        }
        return CoverView(
            page: context.layout("Cover", section: .cover, errors: form.errors), token: try context.formToken(), grid: grid, form: form,
            counts: counts ?? PracticeRecord(name: "", nation: .englandAndWales).countsTowardsMinimum, overrides: overrides
        ).page(status)
    }
}

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
}
