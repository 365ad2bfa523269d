import Civil
import RotaDomain
import SQLite
import TestSupport
import XCTest

@testable import RotaStore

/// A text that the program would never have written is reported: a shift, a leave or a need never disappears, and a role is never guessed at.
final class DamagedValueTests: XCTestCase {
    private func store(_ damage: StaticString) throws -> TemporaryStore {
        let temporary = try TemporaryStore()
        try temporary.store.write { db in
            try PracticeRepository(db).save(PracticeRecord(name: "Elm Surgery", nation: .scotland))
            try PracticeRepository(db).setOpening([.mon: [.am]])
            try db.run("PRAGMA ignore_check_constraints = ON")
            try db.run("INSERT INTO accounts (username, name, email, role, password_hash, created_at) VALUES ('a', 'A', 'a@example.com', 'clinician', '-', '2026-11-23T08:00:00Z')")
            try db.run("INSERT INTO locations (id, name) VALUES (1, 'Main')")
            try db.run("INSERT INTO clinicians (id, code, name) VALUES (7, 'a', 'Dr A')")
            try db.run("INSERT INTO working_terms (id, clinician_id, type, start_on, duty, half_days) VALUES (1, 7, 'salaried', '2026-01-01', 1, '{}')")
            try db.run("INSERT INTO leave_requests (clinician_id, first_on, last_on, part, type, status) VALUES (7, '2026-11-24', '2026-11-24', 'full', 'sick', 'approved')")
            try db.run("INSERT INTO shifts (clinician_id, date, span, kind, location_id) VALUES (7, '2026-11-23', 'am', 'duty', 1)")
            try db.run("INSERT INTO cover (weekday, part, location_id, minimum, duty) VALUES ('mon', 'am', 1, 1, 0)")
            try db.run(damage)
        }
        return temporary
    }

    private func assertReported(_ damage: StaticString, line: UInt = #line, by read: @escaping (Connection) throws -> Void) throws {
        let temporary = try store(damage)
        XCTAssertThrowsError(try temporary.store.read(read), line: line) { XCTAssertTrue($0 is StoredValueError, "\($0)", line: line) }
    }

    func testUndamaged_isRead() throws {
        let temporary = try store("SELECT 1")
        let file = try XCTUnwrap(temporary.store.read { db in try PracticeFileRepository(db, .practice).load()?.file })
        XCTAssertEqual([file.terms.count, file.leave.count, file.shifts.count, file.cover.count], [1, 1, 1, 1])
    }

    func testPracticeFile_leavesNoDamagedRowOut() throws {
        let load: (Connection) throws -> Void = { db in _ = try PracticeFileRepository(db, .practice).load() }
        try assertReported("UPDATE shifts SET span = 'evening'", by: load)
        try assertReported("UPDATE shifts SET kind = 'on call'", by: load)
        try assertReported("UPDATE shifts SET date = '2026-02-30'", by: load)
        try assertReported("UPDATE leave_requests SET status = 'perhaps'", by: load)
        try assertReported("UPDATE leave_requests SET part = ''", by: load)
        try assertReported("UPDATE leave_requests SET last_on = '2026-1-1'", by: load)
        try assertReported("UPDATE working_terms SET type = 'consultant'", by: load)
        try assertReported("UPDATE working_terms SET start_on = 'soon'", by: load)
        try assertReported("UPDATE working_terms SET half_days = '{\"wed\":\"noon\"}'", by: load)
        try assertReported("UPDATE cover SET weekday = 'monday'", by: load)
        try assertReported("UPDATE opening SET part = 'noon'", by: load)
        try assertReported("UPDATE practice SET nation = 'wales'", by: load)
        try assertReported("UPDATE practice SET counts_towards_minimum = '[\"partner\",\"boss\"]'", by: load)
        try assertReported("UPDATE practice SET protected_until = 'christmas'", by: load)
    }

    func testRepositories_guessAtNothing() throws {
        let year = try XCTUnwrap(DayRange(year: 2026))
        try assertReported("UPDATE accounts SET role = 'owner'") { db in _ = try AccountRepository(db).all() }
        try assertReported("UPDATE working_terms SET type = 'boss'") { db in _ = try WorkingTermRepository(db, .practice).all(of: 7) }
        try assertReported("UPDATE working_terms SET type = 'boss'") { db in _ = try ClinicianTerms(db, .practice).terms(of: 7) }
        try assertReported("UPDATE shifts SET span = 'evening'") { db in _ = try StandingShifts(db, .practice).all(of: 7, in: year, .full) }
        try assertReported("UPDATE shifts SET kind = 'none'") { db in _ = try ClinicianHistory(db, .practice, of: 7).shifts(from: year.first, limit: 9) }
        try assertReported("UPDATE leave_requests SET status = 'none'") { db in _ = try ClinicianHistory(db, .practice, of: 7).leave(near: year.first, limit: 9) }
        try assertReported("INSERT INTO closures (date, span, title, source) VALUES ('2026-05-05', 'noon', 'x', 'practice')") { db in
            _ = try ClosureRepository(db).all(in: year)
        }
        try assertReported("INSERT INTO cover_overrides (date, part, location_id, minimum, duty) VALUES ('2026-05-05', 'noon', 1, 1, 1)") { db in
            _ = try CoverOverrideRepository(db).all(from: year.first)
        }
        try assertReported("INSERT INTO audit_entries (at, actor, action, subject_kind, subject) VALUES ('2026-11-23 08:00', 'a', 'b', 'c', 'd')") { db in _ = try AuditLog(db).page(limit: 9) }
    }
}
