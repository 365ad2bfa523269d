import Civil
import RotaDomain
import RotaStore
import SQLite
import TestSupport
import XCTest

final class ClinicianListTests: XCTestCase {
    /// On a grown database nothing of the list's page is scanned or sorted (design §9).
    func testPlan_walksIndexesOnly() throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        try store.write { db in
            _ = try db.run(
                """
                WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 5000)
                INSERT INTO clinicians (code, name) SELECT 'c' || n, 'Dr ' || n FROM number
                """)
            _ = try db.run(
                """
                INSERT INTO working_terms (clinician_id, type, start_on, duty)
                SELECT id, 'salaried', '2026-01-01', 1 FROM clinicians
                """)
            _ = try db.run("ANALYZE")
        }
        let plan = try store.read { db in
            try db.all(Self.explained, ["today": "2026-11-23", "active": nil as Int?, "limit": 200, "offset": 0, "sees": true]) { $0.text(3) }
        }
        XCTAssertTrue(plan.contains { $0.contains("SCAN clinicians USING INDEX clinicians_name") }, "\(plan)")
        XCTAssertTrue(plan.contains { $0.contains("SEARCH term USING INDEX working_terms_clinician") }, "\(plan)")
        XCTAssertFalse(plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        XCTAssertFalse(plan.contains { $0.hasPrefix("SCAN") && !$0.contains("USING INDEX") && !$0.contains("USING COVERING INDEX") }, "\(plan)")
    }

    private static let explained: StaticString =
        """
        EXPLAIN QUERY PLAN
        SELECT clinicians.id, clinicians.name, clinicians.active, term.type, term.start_on, term.end_on,
               CASE WHEN term.id IS NULL THEN (
                   SELECT min(start_on) FROM working_terms WHERE clinician_id = clinicians.id AND start_on > :today) END,
               CASE WHEN term.id IS NULL THEN (
                   SELECT max(end_on) FROM working_terms WHERE clinician_id = clinicians.id AND start_on <= :today) END,
               accounts.username,
               CASE WHEN accounts.id IS NULL THEN (
                   SELECT expires_at FROM invitations WHERE clinician_id = clinicians.id AND ended IS NULL) END
        FROM clinicians
        LEFT JOIN working_terms AS term
            ON term.clinician_id = clinicians.id AND term.start_on <= :today AND (term.end_on IS NULL OR term.end_on >= :today)
        LEFT JOIN accounts ON accounts.id = clinicians.account_id
        WHERE (:active IS NULL OR clinicians.active = :active) AND :sees
        ORDER BY clinicians.name COLLATE NOCASE, clinicians.id
        LIMIT :limit OFFSET :offset
        """

    func testPlan_isThatOfTheStatementInUse() {
        XCTAssertEqual("\(Self.explained)", "EXPLAIN QUERY PLAN\n\(ClinicianList.sql)")
    }

    func testPage_joinsTermsAccountsAndGroups() throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        try store.write { db in
            let clinicians = ClinicianRepository(db, .practice)
            let groups = ClinicianGroupRepository(db, .practice)
            try groups.addWellKnown()
            let amara = try clinicians.insert(name: "Dr Amara Okafor", active: true, accountId: nil)
            _ = try clinicians.insert(name: "dr aaron Lower", active: false, accountId: nil)
            try groups.setGroups([2, 4, 99], of: amara.id)
            let terms = WorkingTermRepository(db, .practice)
            let today = Day(number: 20_000)
            _ = try terms.insert(TermDetails(type: .locum, start: today - 20, end: today - 10), for: amara.id)
            _ = try terms.insert(TermDetails(type: .partner, start: today - 9, end: today, fte: 50), for: amara.id)
            _ = try terms.insert(TermDetails(type: .salaried, start: today + 1), for: amara.id)
            let list = ClinicianList(db, .practice)
            let page = try list.page(ClinicianList.Filter(), today: today, limit: 10, offset: 0)
            XCTAssertEqual(page.rows.map(\.name), ["dr aaron Lower", "Dr Amara Okafor"])
            XCTAssertEqual(page.rows.last?.current?.type, .partner)
            XCTAssertEqual(page.rows.last?.groups, ["FY Supervisor", "ST Supervisor"])
            XCTAssertEqual(try list.page(ClinicianList.Filter(), today: today + 1, limit: 10, offset: 0).rows.last?.current?.type, .salaried)
            let before = try list.page(ClinicianList.Filter(), today: today - 21, limit: 10, offset: 0).rows.last
            XCTAssertNil(before?.current)
            XCTAssertEqual(before?.nextStart, today - 20)
            XCTAssertEqual(try list.page(ClinicianList.Filter(active: true, contract: .type(.partner)), today: today, limit: 10, offset: 0).total, 1)
            XCTAssertEqual(try list.page(ClinicianList.Filter(contract: .noCurrentTerm), today: today, limit: 10, offset: 0).rows.map(\.name), ["dr aaron Lower"])
        }
    }

    func testWellKnownGroups_areAddedOnlyWhereThereAreNone() throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        try store.write { db in
            let groups = ClinicianGroupRepository(db, .practice)
            _ = try groups.insert(name: "From a file")
            try groups.addWellKnown()
            XCTAssertEqual(try groups.all().map(\.name), ["From a file"])
        }
    }
}
