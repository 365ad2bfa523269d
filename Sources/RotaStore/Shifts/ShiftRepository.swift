import Civil
import RotaDomain
import SQLite

/// The rota's shifts: the draft that managers work on, and what has been published of it.
package struct ShiftRepository {
    private let db: Connection
    private let visibility: Visibility

    package init(_ db: Connection, _ visibility: Visibility) {
        self.db = db
        self.visibility = visibility
    }

    /// The rota of these dates as this account may see it; nil before the practice has been set up.
    ///
    /// Managers get the draft and, beside it, what is published. Everybody else gets published dates only, and leave without its reason (B5).
    package func rota(_ range: DayRange) throws -> VisibleRota? {
        guard let practice = try PracticeFileRepository(db, .practice).load(range) else { return nil }
        let versions = try publishedVersions(range)
        let published = try PublishedShifts(db).standing(range)
        var file = practice.file
        if !visibility.seesDrafts {
            file.shifts = published
            for index in file.leave.indices { file.leave[index].type = "" }
        }
        return VisibleRota(
            file: file, clinicianIds: practice.clinicianIds, locationIds: practice.locationIds, revision: practice.revision, versions: versions,
            published: published, closureTitles: try closureTitles(range), showsDrafts: visibility.seesDrafts,
            overrides: try overrides(range, practice.clinicianIds))
    }

    private func overrides(_ range: DayRange, _ clinicianIds: [String: Int]) throws -> [String: [Day: String]] {
        guard visibility.seesDrafts else { return [:] }
        let codes = Dictionary(clinicianIds.map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
        var found: [String: [Day: String]] = [:]
        try db.each(
            """
            SELECT clinician_id, date, overrides
            FROM shifts
            WHERE date BETWEEN :first AND :last
              AND overrides <> ''
            ORDER BY span DESC
            """, ["first": range.first.iso, "last": range.last.iso]
        ) { row in
            guard let code = codes[row.int(0)] else { return }
            found[code, default: [:]][try row.day(1)] = row.text(2)
        }
        return found
    }

    /// The clinician whose account this is.
    package func clinician(ofAccount id: Int) throws -> Int? {
        try db.first("SELECT id FROM clinicians WHERE account_id = :account", ["account": id]) { $0.int(0) }
    }

    /// The first published date on or after this one.
    package func firstPublished(from day: Day) throws -> Day? {
        try db.first("SELECT min(date) FROM published_days WHERE date >= :date", ["date": day.iso]) { try $0.optionalDay(0) } ?? nil
    }

    /// The last date that holds a shift of the draft.
    package func lastDate() throws -> Day? {
        guard visibility.seesDrafts else { return nil }
        return try db.first("SELECT max(date) FROM shifts") { try $0.optionalDay(0) } ?? nil
    }

    /// Which publication stands for each published date.
    package func publishedVersions(_ range: DayRange) throws -> [Day: Int] {
        var versions: [Day: Int] = [:]
        try db.each(
            """
            SELECT date, publication_id
            FROM published_days
            WHERE date BETWEEN :first AND :last
            """, ["first": range.first.iso, "last": range.last.iso]
        ) { row in
            versions[try row.day(0)] = row.int(1)
        }
        return versions
    }

    private func closureTitles(_ range: DayRange) throws -> [Day: String] {
        var titles: [Day: String] = [:]
        try db.each("SELECT date, title FROM closures WHERE date BETWEEN :first AND :last", ["first": range.first.iso, "last": range.last.iso]) { row in
            titles[try row.day(0)] = row.text(1)
        }
        return titles
    }

    /// The rules that the day's shifts were knowingly saved against, in words; empty where none.
    package func overrides(clinicianId: Int, on date: Day) throws -> String {
        guard visibility.seesDrafts else { return "" }
        let texts = try db.all(
            "SELECT overrides FROM shifts WHERE clinician_id = :clinician AND date = :date AND overrides <> '' ORDER BY span",
            ["clinician": clinicianId, "date": date.iso]) { $0.text(0) }
        return texts.first ?? ""
    }

    /// The days on which clinicians' shifts were knowingly saved against a rule.
    package func overriddenDays(_ range: DayRange) throws -> Set<ClinicianDate> {
        guard visibility.seesDrafts else { return [] }
        return Set(try db.all(
            """
            SELECT clinicians.code, shifts.date
            FROM shifts
            JOIN clinicians ON clinicians.id = shifts.clinician_id
            WHERE shifts.overrides <> '' AND shifts.date BETWEEN :first AND :last
            """, ["first": range.first.iso, "last": range.last.iso]) { ClinicianDate(clinician: $0.text(0), date: try $0.day(1)) })
    }

    /// Puts these shifts in place of all that the draft holds for the clinician on that day; answers the first one's id.
    /// - Parameter overrides: kept with each shift.
    package func replace(clinicianId: Int, on date: Day, with shifts: [PracticeFile.Shift], locationIds: [String: Int], overrides: String) throws -> Int? {
        _ = try db.run("DELETE FROM shifts WHERE clinician_id = :clinician AND date = :date", ["clinician": clinicianId, "date": date.iso])
        return try shifts.map { shift in
            try db.insert(
                """
                INSERT INTO shifts (clinician_id, date, span, kind, location_id, pinned, overrides)
                VALUES (:clinician, :date, :span, :kind, :location, :pinned, :overrides)
                """,
                [
                    "clinician": clinicianId, "date": date.iso, "span": shift.span.rawValue, "kind": shift.kind.rawValue,
                    "location": locationIds[shift.location], "pinned": shift.pinned, "overrides": overrides,
                ])
        }.first
    }
}
