import Civil
import RotaDomain
import SQLite
import TestSupport
import XCTest

@testable import RotaStore

/// Seeing is scoping (design §3): what somebody may not see is not found, by whichever repository.
final class VisibilityTests: XCTestCase {
    func testEverythingOfPeople_isForThoseWhoRunThePractice() throws {
        let temporary = try TemporaryStore()
        let day = try XCTUnwrap(Day(iso: "2026-11-23"))
        try temporary.store.write { db in
            try PracticeRepository(db).save(PracticeRecord(name: "Elm Surgery", nation: .scotland))
            let group = try ClinicianGroupRepository(db, .practice).insert(name: "Minor surgery").id
            let clinician = try ClinicianRepository(db, .practice).insert(name: "Dr Ada Reed", active: true, accountId: nil).id
            try ClinicianGroupRepository(db, .practice).setGroups([group], of: clinician)
            let term = try WorkingTermRepository(db, .practice).insert(TermDetails(type: .salaried, start: day, fixedDays: [.mon]), for: clinician)
            try WorkingTermRepository(db, .practice).insertAdjustment(1, reason: "Moved", by: "A", at: Instant(seconds: 0), to: term)
        }
        func account(_ role: Role) -> Account { Account(id: 1, username: "a", name: "A", email: "a@example.org", role: role, active: true, revision: 1) }
        for (role, seen) in [(Role.admin, 1), (.manager, 1), (.clinicAdmin, 1), (.clinician, 0)] {
            let visibility = Visibility.of(account(role))
            try temporary.store.read { db in
                let terms = WorkingTermRepository(db, visibility)
                let list = try ClinicianList(db, visibility).page(ClinicianList.Filter(), today: day, limit: 10, offset: 0)
                XCTAssertEqual(try ClinicianRepository(db, visibility).find(1) == nil, seen == 0, "\(role)")
                XCTAssertEqual(try ClinicianRepository(db, visibility).active().count, seen, "\(role)")
                XCTAssertEqual([list.rows.count, list.total], [seen, seen], "\(role)")
                XCTAssertEqual(try terms.find(1) == nil, seen == 0, "\(role)")
                XCTAssertEqual([try terms.all(of: 1).count, try terms.adjustments(of: 1).count], [seen, seen], "\(role)")
                XCTAssertEqual(try ClinicianGroupRepository(db, visibility).find(1)?.members.count, seen, "\(role)")
                XCTAssertEqual(try ClinicianGroupRepository(db, visibility).groups(of: 1).count, seen, "\(role)")
                XCTAssertEqual(try PracticeFileRepository(db, visibility).load() == nil, seen == 0, "\(role)")
            }
        }
    }
}
