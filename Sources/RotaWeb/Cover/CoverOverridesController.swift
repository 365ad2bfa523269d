import Civil
import HTML
import HTTP
import RotaDomain
import RotaStore
import SQLite

/// What single dates need in place of the usual week.
enum CoverOverridesController {
    static func index(_ context: SignedIn) throws -> Response {
        let today = context.today
        let (locations, coming, past) = try context.store.read { db in
            (try LocationRepository(db).all(), try CoverOverrideRepository(db).all(from: today), try CoverOverrideRepository(db).all(before: today))
        }
        return CoverOverrideIndexView(
            page: context.layout("Different on some dates", section: .cover, crumbs: [crumb]),
            coming: CoverOverrideTable(coming, locations: locations, caption: "Today and later"),
            past: CoverOverrideTable(Array(past.prefix(200)), locations: locations, caption: "Before today")
        ).page()
    }

    static func new(_ context: SignedIn) throws -> Response { try page(context, CoverOverrideForm(context.request.query)) }

    static func create(_ context: SignedIn) throws -> Response {
        let (form, replaced) = try context.store.write { db in
            let locations = try LocationRepository(db).all()
            let form = CoverOverrideForm(context.form, locations: locations, opening: OpeningForm(try PracticeRepository(db).opening()))
            return (form, try set(form, locations, db, context))
        }
        guard form.errors.isEmpty else { return try page(context, form, .unprocessableContent) }
        let note = replaced == 0 ? "" : " \(replaced) of them had \(replaced == 1 ? "a figure of its" : "figures of their") own before."
        return try context.redirect(to: Paths.coverOverrides, success: "Cover was saved for \(counted(form.places.count, "half-day")).\(note)")
    }

    /// How many had needs of their own before.
    private static func set(_ form: CoverOverrideForm, _ locations: [Location], _ db: Connection, _ context: SignedIn) throws -> Int {
        guard form.errors.isEmpty, let need = form.need else { return 0 }
        let overrides = CoverOverrideRepository(db)
        var replaced = 0
        for place in form.places {
            let old = try overrides.find(place)
            if old != nil { replaced += 1 }
            try overrides.set(CoverOverride(place: place, need: need))
            try AuditLog(db).record(
                "set cover of a date", AuditSubject("cover override", words(place, locations)), by: context.actor, at: context.now,
                before: old.map { ["needs": $0.need.words] }, after: ["needs": need.words])
        }
        return replaced
    }

    static func edit(_ context: SignedIn) throws -> Response {
        let (override, words) = try context.store.read { db in try find(db, context) }
        return try editPage(context, CoverNeedForm(override.need), override.place, words)
    }

    static func update(_ context: SignedIn) throws -> Response {
        let (place, words, form) = try context.store.write { db in
            let (old, words) = try find(db, context)
            let form = CoverNeedForm(context.form, over: old.need)
            guard let need = form.need, need != old.need else { return (old.place, words, form) }
            try CoverOverrideRepository(db).set(CoverOverride(place: old.place, need: need))
            try AuditLog(db).record(
                "set cover of a date", AuditSubject("cover override", words), by: context.actor, at: context.now, before: ["needs": old.need.words],
                after: ["needs": need.words])
            return (old.place, words, form)
        }
        guard let need = form.need else { return try editPage(context, form, place, words, form.errors.status) }
        return try context.redirect(to: Paths.coverOverrides, success: "\(words) now needs \(need.words).")
    }

    static func destroy(_ context: SignedIn) throws -> Response {
        let words = try context.store.write { db in
            let (old, words) = try find(db, context)
            guard context.form["stood"] == old.need.mark else {
                throw PageError.stale("The needs of \(words) were changed by someone else after you opened the page. Nothing was removed.")
            }
            try CoverOverrideRepository(db).delete(old.place)
            try AuditLog(db).record(
                "remove cover of a date", AuditSubject("cover override", words), by: context.actor, at: context.now, before: ["needs": old.need.words])
            return words
        }
        return try context.redirect(to: Paths.coverOverrides, success: "\(words) needs what the usual week needs again.")
    }

    private static let crumb = PageLayout.Link(label: "Cover", path: Paths.cover)

    private static func find(_ db: Connection, _ context: SignedIn) throws -> (override: CoverOverride, words: String) {
        let day = context.parameters["date"].flatMap { Day(iso: $0) }
        let part = context.parameters["part"].flatMap(Part.init(rawValue:))
        guard let day, let part else { throw PageError.notFound }
        let place = CoverDate(day: day, part: part, locationId: try context.id("location"))
        guard let override = try CoverOverrideRepository(db).find(place) else { throw PageError.notFound }
        return (override, words(place, try LocationRepository(db).all()))
    }

    /// "Tuesday 29 December 2026, morning, Main Surgery"
    private static func words(_ place: CoverDate, _ locations: [Location]) -> String {
        "\(place.day.long), \(place.part.word), \(locations.first { $0.id == place.locationId }?.name ?? "")"
    }

    private static func page(_ context: SignedIn, _ form: CoverOverrideForm, _ status: Status = .ok) throws -> Response {
        let locations = try context.store.read { db in try LocationRepository(db).all() }
        let crumbs = [crumb, PageLayout.Link(label: "Different on some dates", path: Paths.coverOverrides)]
        let page = context.layout("Add dates", section: .cover, crumbs: crumbs, errors: form.errors)
        return CoverOverrideFormView(page: page, token: try context.formToken(), form: form, locations: locations).page(status)
    }

    private static func editPage(_ context: SignedIn, _ form: CoverNeedForm, _ place: CoverDate, _ words: String, _ status: Status = .ok) throws -> Response {
        let crumbs = [crumb, PageLayout.Link(label: "Different on some dates", path: Paths.coverOverrides)]
        let page = context.layout("Change cover on a date", section: .cover, crumbs: crumbs, errors: form.errors)
        return CoverOverrideEditView(page: page, token: try context.formToken(), form: form, place: place, words: words).page(status)
    }
}
