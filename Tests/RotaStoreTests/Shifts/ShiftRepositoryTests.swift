import Civil
import RotaDomain
import RotaStore
import SQLite
import TestSupport
import XCTest

/// What of the rota an account may see, and how a day is replaced.
final class ShiftRepositoryTests: XCTestCase {
    private let clinician = Visibility.of(Account(id: 1, username: "c", name: "C", email: "c@example.com", role: .clinician, active: true))

    private func day(_ iso: String) throws -> Day { try XCTUnwrap(Day(iso: iso)) }

    /// Two days of one shift each; the first is published, and its draft was changed since.
    private func makeStore() throws -> TemporaryStore {
        let temporary = try TemporaryStore()
        try temporary.store.write { db in
            try PracticeRepository(db).save(PracticeRecord(name: "Elm Surgery", nation: .scotland))
            _ = try db.run("INSERT INTO locations (id, name) VALUES (1, 'Main')")
            _ = try db.run("INSERT INTO clinicians (id, code, name) VALUES (7, 'a', 'Dr A')")
            _ = try db.run("INSERT INTO shifts (clinician_id, date, span, kind, location_id, overrides) VALUES (7, '2026-11-23', 'am', 'duty', 1, 'A rule'), (7, '2026-11-24', 'full', 'standard', 1, '')")
            _ = try db.run("INSERT INTO publications (id, first_on, last_on, published_at, published_by) VALUES (4, '2026-11-23', '2026-11-23', '', '')")
            _ = try db.run("INSERT INTO publication_shifts (publication_id, date, clinician_id, span, kind, location_id, pinned) VALUES (4, '2026-11-23', 7, 'full', 'standard', 1, 0)")
            _ = try db.run("INSERT INTO published_days (date, publication_id) VALUES ('2026-11-23', 4)")
            _ = try db.run("INSERT INTO leave_requests (clinician_id, first_on, last_on, part, type, status) VALUES (7, '2026-11-24', '2026-11-24', 'full', 'sick', 'approved')")
            _ = try db.run("INSERT INTO closures (date, span, title, source) VALUES ('2026-11-25', 'full', 'Training', 'practice')")
        }
        return temporary
    }

    func testRota_managersSeeTheDraftAndWhatIsPublished() throws {
        let temporary = try makeStore()
        let week = DayRange(weekOf: try day("2026-11-23"))
        let rota = try XCTUnwrap(temporary.store.read { db in try ShiftRepository(db, .practice).rota(week) })
        XCTAssertEqual(rota.file.shifts.map { "\($0.date) \($0.span) \($0.kind)" }, ["2026-11-23 am duty", "2026-11-24 full standard"])
        XCTAssertEqual(rota.published.map { "\($0.clinician) \($0.date) \($0.span) \($0.kind)" }, ["a 2026-11-23 full standard"])
        XCTAssertEqual(rota.versions, [try day("2026-11-23"): 4])
        XCTAssertEqual(rota.file.leave.map(\.type), ["sick"])
        XCTAssertEqual(rota.closureTitles, [try day("2026-11-25"): "Training"])
        XCTAssertEqual(try temporary.store.read { db in try ShiftRepository(db, .practice).lastDate() }, try day("2026-11-24"))
    }

    /// B5: published dates only, and never why somebody is away.
    func testRota_cliniciansSeeWhatIsPublished() throws {
        let temporary = try makeStore()
        let week = DayRange(weekOf: try day("2026-11-23"))
        let rota = try XCTUnwrap(temporary.store.read { db in try ShiftRepository(db, self.clinician).rota(week) })
        XCTAssertEqual(rota.file.shifts, rota.published)
        XCTAssertEqual(rota.file.shifts.map { "\($0.date) \($0.span) \($0.kind)" }, ["2026-11-23 full standard"])
        XCTAssertEqual(rota.file.leave.map(\.type), [""])
        XCTAssertFalse(rota.showsDrafts)
        XCTAssertNil(try temporary.store.read { db in try ShiftRepository(db, self.clinician).lastDate() })
        let date = try day("2026-11-23")
        XCTAssertEqual(try temporary.store.read { db in try ShiftRepository(db, self.clinician).overrides(clinicianId: 7, on: date) }, "")
        XCTAssertEqual(try temporary.store.read { db in try ShiftRepository(db, .practice).overrides(clinicianId: 7, on: date) }, "A rule")
    }

    func testRota_isNilBeforeThePracticeIsSetUp() throws {
        let temporary = try TemporaryStore()
        let week = DayRange(weekOf: try day("2026-11-23"))
        XCTAssertNil(try temporary.store.read { db in try ShiftRepository(db, .practice).rota(week) })
        XCTAssertNil(try temporary.store.read { db in try ShiftRepository(db, .practice).lastDate() })
    }

    func testReplace_putsOneDayInPlaceOfAnotherAndCountsIt() throws {
        let temporary = try makeStore()
        let date = try day("2026-11-23")
        let shifts = DayPlan(am: .init(kind: .standard, location: "Main"), pm: .init(kind: .duty, location: "Main", pinned: true)).shifts(of: "a", on: date)
        let before = try temporary.store.read { db in try PracticeRepository(db).find()?.rotaRevision }
        let id = try temporary.store.write { db in
            try ShiftRepository(db, .practice).replace(clinicianId: 7, on: date, with: shifts, locationIds: ["Main": 1], overrides: "Why")
        }
        XCTAssertNotNil(id)
        let rota = try XCTUnwrap(temporary.store.read { db in try ShiftRepository(db, .practice).rota(DayRange(date)) })
        XCTAssertEqual(Set(rota.file.shifts), Set(shifts))
        XCTAssertEqual(rota.revision.shifts, (before ?? 0) + 3)
        XCTAssertNil(try temporary.store.write { db in try ShiftRepository(db, .practice).replace(clinicianId: 7, on: date, with: [], locationIds: [:], overrides: "") })
    }

    /// Published shifts of a week are found by index, however long the history grows.
    func testRota_doesNotScanPublications() throws {
        let temporary = try makeStore()
        let plan = try temporary.store.read { db in
            try db.all(
                """
                EXPLAIN QUERY PLAN
                SELECT 1
                FROM published_days
                JOIN publication_shifts ON publication_shifts.publication_id = published_days.publication_id AND publication_shifts.date = published_days.date
                JOIN clinicians ON clinicians.id = publication_shifts.clinician_id
                JOIN locations ON locations.id = publication_shifts.location_id
                WHERE published_days.date BETWEEN '2026-11-23' AND '2026-11-29'
                """) { $0.text(3) }
        }
        XCTAssertFalse(plan.contains { $0.hasPrefix("SCAN publi") }, "\(plan)")
    }
}
