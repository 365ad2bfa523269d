import Civil
import RotaDomain
import RotaStore
import SQLite
import XCTest

@testable import RotaWeb

/// A practice of six on its rota of the week of 23 November 2026, for whole-stack tests.
///
/// Ids by order: Okafor 1 (partner, at most 3 shifts, never Fridays), Goldberg 2 (salaried, Tuesday to Friday), Brennan 3 (salaried, no duty, on study
/// leave on the Wednesday), Tanaka 4 (ST, supervised by Okafor), Lee 5 (locum, booked on the Monday at Hillside), Gone 6 (not active). Main Surgery 1, Hillside 2.
enum RotaFixture {
    static let monday = day("2026-11-23")
    static let week = DayRange(weekOf: monday)

    static func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }

    static var file: PracticeFile {
        let weekdays: [Weekday] = [.mon, .tue, .wed, .thu, .fri]
        let start = day("2026-01-05"), main = "Main Surgery", hill = "Hillside"
        let settings = PracticeFile.Settings(
            name: "Elm Surgery", nation: .englandAndWales, fullTimeParts: 9, open: Dictionary(uniqueKeysWithValues: weekdays.map { ($0, Set(Part.allCases)) }),
            closures: [day("2026-12-25")], halfClosures: [PracticeFile.HalfClosure(date: day("2026-11-26"), part: .pm)])
        return PracticeFile(
            practice: settings, locations: [main, hill], groups: [],
            clinicians: [("okafor", "Dr Amara Okafor"), ("goldberg", "Dr Hannah Goldberg"), ("brennan", "Dr Tom Brennan"), ("tanaka", "Dr Mei Tanaka"), ("lee", "Dr Sam Lee"), ("gone", "Dr Una Gone")]
                .map { PracticeFile.Clinician(id: $0.0, name: $0.1, active: $0.0 != "gone") },
            terms: [
                PracticeFile.Term(clinician: "okafor", type: .partner, start: start, locations: [main, hill], fte: 60, cannotWork: [.fri], maxShifts: 3),
                PracticeFile.Term(clinician: "goldberg", type: .salaried, start: start, locations: [main], fixedDays: [.tue, .wed, .thu, .fri]),
                PracticeFile.Term(clinician: "brennan", type: .salaried, start: start, duty: false, locations: [main, hill], fixedDays: Set(weekdays)),
                PracticeFile.Term(clinician: "tanaka", type: .st, start: start, duty: false, locations: [main], supervisor: "okafor", fixedDays: [.mon, .fri]),
                PracticeFile.Term(clinician: "lee", type: .locum, start: start, locations: []),
            ],
            leave: [PracticeFile.Leave(clinician: "brennan", range: DayRange(day("2026-11-25")), type: "study")],
            locumBookings: [PracticeFile.LocumBooking(clinician: "lee", location: hill, range: DayRange(monday))],
            cover: weekdays.flatMap { weekday in
                Part.allCases.flatMap { part in
                    [
                        PracticeFile.Cover(weekday: weekday, part: part, location: main, minimum: 2, duty: 1),
                        PracticeFile.Cover(weekday: weekday, part: part, location: hill, minimum: 0, duty: 0),
                    ]
                }
            },
            shifts: [
                shift("okafor", 0, .full, .duty), shift("okafor", 1, .full), shift("goldberg", 1, .full, .duty), shift("goldberg", 2, .full, .duty),
                shift("goldberg", 3, .am, .duty), shift("goldberg", 4, .full, .duty), shift("brennan", 0, .full), shift("brennan", 1, .full), shift("brennan", 3, .am),
                shift("brennan", 4, .full), shift("tanaka", 0, .full), shift("tanaka", 4, .full), shift("lee", 0, .full, location: hill, pinned: true),
            ])
    }

    static func shift(_ code: String, _ offset: Int, _ span: Span, _ kind: ShiftKind = .standard, location: String = "Main Surgery", pinned: Bool = false) -> PracticeFile.Shift {
        PracticeFile.Shift(clinician: code, date: monday + offset, span: span, kind: kind, location: location, pinned: pinned)
    }

    static func app(_ change: (inout PracticeFile) -> Void = { _ in }) throws -> TestApp {
        let app = try TestApp(isSetUp: false)
        var file = file
        change(&file)
        try app.store.write { [file] db in
            var writer = PracticeFileImport(db, titles: [day("2026-12-25"): "Christmas Day"])
            try writer.apply(file)
            _ = try db.run("UPDATE closures SET title = 'Staff training' WHERE span = 'pm'")
        }
        return app
    }
}

extension TestApp {
    /// Publishes the draft of these dates as version `id`.
    func publish(_ range: DayRange, as id: Int = 1) throws {
        try store.write { db in
            _ = try db.run(
                "INSERT INTO publications (id, first_on, last_on, published_at, published_by) VALUES (:id, :first, :last, '2026-11-20T10:00:00Z', 'The manager')",
                ["id": id, "first": range.first.iso, "last": range.last.iso])
            for day in range.days {
                _ = try db.run("INSERT INTO publication_days (publication_id, date) VALUES (:id, :date)", ["id": id, "date": day.iso])
                _ = try db.run("INSERT INTO published_days (date, publication_id) VALUES (:date, :id)", ["id": id, "date": day.iso])
            }
            _ = try db.run(
                """
                INSERT INTO publication_shifts (publication_id, date, clinician_id, span, kind, location_id, pinned)
                SELECT :id, date, clinician_id, span, kind, location_id, pinned FROM shifts WHERE date BETWEEN :first AND :last
                """, ["id": id, "first": range.first.iso, "last": range.last.iso])
        }
    }

    /// The draft's shifts of one clinician: "2026-11-24 full duty Main Surgery".
    func shifts(of clinician: Int, on day: String) throws -> [String] {
        try store.read { db in
            try db.all(
                """
                SELECT span, kind, locations.name, pinned FROM shifts JOIN locations ON locations.id = location_id
                WHERE clinician_id = :id AND date = :date ORDER BY span
                """, ["id": clinician, "date": day]) { "\($0.text(0)) \($0.text(1)) \($0.text(2))\($0.bool(3) ? " pinned" : "")" }
        }
    }

    func overrides(of clinician: Int, on day: String) throws -> String {
        try store.read { db in
            try db.first("SELECT overrides FROM shifts WHERE clinician_id = :id AND date = :date", ["id": clinician, "date": day]) { $0.text(0) } ?? ""
        }
    }
}
