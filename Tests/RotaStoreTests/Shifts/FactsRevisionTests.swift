import Civil
import RotaDomain
import RotaStore
import SQLite
import TestSupport
import XCTest

/// The count that makes a check of the rules void: every change of what a rota is checked against raises it, and nothing else does.
final class FactsRevisionTests: XCTestCase {
    private func makeStore() throws -> TemporaryStore {
        let temporary = try TemporaryStore()
        try temporary.store.write { db in
            try PracticeRepository(db).save(PracticeRecord(name: "Elm Surgery", nation: .scotland))
            _ = try db.run("INSERT INTO locations (id, name) VALUES (1, 'Main')")
            _ = try db.run("INSERT INTO clinicians (id, code, name) VALUES (7, 'a', 'Dr A')")
        }
        return temporary
    }

    private func revision(_ temporary: TemporaryStore) throws -> RotaRevision {
        try XCTUnwrap(temporary.store.read { db in try PracticeRepository(db).find()?.revisions })
    }

    func testFacts_areCountedByEachTableThatTheRulesLookAt() throws {
        let statements: [StaticString] = [
            "INSERT INTO clinicians (id, code, name) VALUES (8, 'b', 'Dr B')",
            "UPDATE clinicians SET active = 0 WHERE id = 8",
            "DELETE FROM clinicians WHERE id = 8",
            "INSERT INTO working_terms (id, clinician_id, type, start_on, duty) VALUES (3, 7, 'salaried', '2026-01-05', 1)",
            "UPDATE working_terms SET end_on = '2026-12-31' WHERE id = 3",
            "INSERT INTO working_term_locations (term_id, position, location_id) VALUES (3, 0, 1)",
            "UPDATE working_term_locations SET position = 1",
            "DELETE FROM working_term_locations",
            "DELETE FROM working_terms",
            "INSERT INTO leave_requests (id, clinician_id, first_on, last_on, part, type, status) VALUES (5, 7, '2026-11-24', '2026-11-24', 'full', 'sick', 'approved')",
            "UPDATE leave_requests SET last_on = '2026-11-25'",
            "UPDATE leave_requests SET status = 'cancelled'",
            "UPDATE leave_requests SET status = 'approved'",
            "DELETE FROM leave_requests",
            "INSERT INTO locum_bookings (clinician_id, location_id, first_on, last_on, part) VALUES (7, 1, '2026-11-24', '2026-11-24', 'full')",
            "UPDATE locum_bookings SET part = 'am'",
            "DELETE FROM locum_bookings",
            "INSERT INTO closures (date, span, title, source) VALUES ('2026-11-25', 'full', 'Training', 'practice')",
            "UPDATE closures SET span = 'pm'",
            "DELETE FROM closures",
            "INSERT INTO opening (weekday, part) VALUES ('mon', 'am')",
            "DELETE FROM opening",
            "INSERT INTO cover (weekday, part, location_id, minimum, duty) VALUES ('mon', 'am', 1, 2, 1)",
            "UPDATE cover SET duty = 2",
            "DELETE FROM cover",
            "INSERT INTO cover_overrides (date, part, location_id, minimum, duty) VALUES ('2026-11-25', 'am', 1, 2, 1)",
            "UPDATE cover_overrides SET minimum = 3",
            "DELETE FROM cover_overrides",
            "UPDATE practice SET duty_span = 'half'",
        ]
        let temporary = try makeStore()
        for statement in statements {
            let before = try revision(temporary)
            try temporary.store.write { db in _ = try db.run(statement) }
            let after = try revision(temporary)
            XCTAssertGreaterThan(after.facts, before.facts, "\(statement)")
            XCTAssertEqual(after.shifts, before.shifts, "\(statement)")
        }
    }

    func testFacts_areNotCountedByWhatBindsNoRota() throws {
        let temporary = try makeStore()
        try temporary.store.write { db in
            _ = try db.run("INSERT INTO cover (weekday, part, location_id, minimum, duty) VALUES ('mon', 'am', 1, 2, 1)")
        }
        let statements: [StaticString] = [
            "UPDATE clinicians SET name = 'Dr Anne', revision = revision + 1, active = active",
            "UPDATE cover SET minimum = 2, duty = 1",
            "INSERT INTO leave_requests (clinician_id, first_on, last_on, part, type, status) VALUES (7, '2026-11-24', '2026-11-24', 'full', 'sick', 'requested')",
            "UPDATE leave_requests SET status = 'denied'",
            "DELETE FROM leave_requests",
            "UPDATE practice SET name = 'Oak Surgery', duty_span = duty_span",
            "INSERT INTO clinician_groups (name) VALUES ('Registrars')",
        ]
        let before = try revision(temporary)
        for statement in statements {
            try temporary.store.write { db in _ = try db.run(statement) }
            XCTAssertEqual(try revision(temporary), before, "\(statement)")
        }
        try temporary.store.write { db in
            _ = try db.run("INSERT INTO shifts (clinician_id, date, span, kind, location_id) VALUES (7, '2026-11-23', 'am', 'duty', 1)")
        }
        XCTAssertEqual(try revision(temporary), RotaRevision(shifts: before.shifts + 1, facts: before.facts))
    }
}
