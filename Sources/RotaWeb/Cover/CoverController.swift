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
        let (grid, form, changed) = try context.store.write { db in
            let grid = try CoverGrid(db)
            let form = CoverForm(context.form, grid)
            return (grid, form, form.errors.isEmpty ? try save(form, over: grid, db, context) : 0)
        }
        guard form.errors.isEmpty else { return try page(context, form, grid, form.errors.status) }
        return try context.redirect(to: Paths.cover, success: changed == 0 ? "Cover stands as it was." : "Cover was saved: \(counted(changed, "half-day")) changed.")
    }

    /// How many half-days changed.
    private static func save(_ form: CoverForm, over grid: CoverGrid, _ db: Connection, _ context: SignedIn) throws -> Int {
        var before: [(String, String?)] = []
        var after: [(String, String?)] = []
        for place in grid.places {
            guard let need = form.needs[place], grid.needs[place] != need else { continue }
            try CoverRepository(db).set(need, at: place)
            before.append((grid.words(place), grid.needs[place]?.words))
            after.append((grid.words(place), need.words))
        }
        guard !after.isEmpty else { return 0 }
        try AuditLog(db).record(
            "change cover", AuditSubject("cover", "Cover of the usual week"), by: context.actor, at: context.now, before: AuditFields(before),
            after: AuditFields(after))
        return after.count
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
