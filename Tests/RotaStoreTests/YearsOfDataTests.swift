import Civil
import RotaDomain
import RotaStore
import SQLite
import TestSupport
import XCTest

/// What ten years leave behind is not walked through to show a page (issue 3, "Speed").
final class YearsOfDataTests: XCTestCase {
    private func store() throws -> TemporaryStore {
        let temporary = try TemporaryStore()
        try temporary.store.write { db in
            try db.executeScript(
                """
                INSERT INTO locations (id, name) VALUES (1, 'Main'), (2, 'Branch');
                INSERT INTO clinicians (id, code, name) VALUES (1, 'a', 'Dr A'), (2, 'b', 'Dr B');
                INSERT INTO publications (id, first_on, last_on, published_at, published_by) VALUES
                    (1, '2026-01-01', '2026-01-03', '2026-01-01T09:00:00Z', 'M'), (2, '2026-01-02', '2026-01-03', '2026-01-02T09:00:00Z', 'M'),
                    (3, '2026-02-01', '2026-02-01', '2026-01-03T09:00:00Z', 'M');
                INSERT INTO publication_days VALUES (1, '2026-01-01', NULL), (1, '2026-01-02', NULL), (1, '2026-01-03', NULL), (2, '2026-01-02', 1), (2, '2026-01-03', 1);
                INSERT INTO published_days VALUES ('2026-01-01', 1), ('2026-01-02', 2), ('2026-01-03', 2);
                INSERT INTO audit_entries (at, actor, action, subject_kind, subject) VALUES
                    ('2026-01-01T09:00:00Z', 'M', 'add clinician', 'clinician', 'Dr A'), ('2026-01-02T09:00:00Z', 'M', 'change day', 'shift', 'Dr A'),
                    ('2026-01-02T09:00:00Z', 'M', 'change day', 'shift', 'Dr B'), ('2026-01-03T09:00:00Z', 'M', 'add location', 'location', 'Branch');
                """)
        }
        return temporary
    }

    private func addShifts(_ count: Int, to temporary: TemporaryStore) throws {
        try temporary.store.write { db in
            _ = try db.run(
                """
                WITH RECURSIVE days (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM days WHERE number < :count)
                INSERT INTO shifts (clinician_id, date, span, kind, location_id) SELECT 1, date('1990-01-01', number || ' days'), 'full', 'standard', 1 FROM days
                """, ["count": count])
        }
    }

    func testUses_areCountedExactlyUpToTheMost() throws {
        let temporary = try store()
        try addShifts(LocationUses.most - 1, to: temporary)
        XCTAssertEqual(try temporary.store.read { db in try LocationUses.of(1, db).shifts }, LocationUses.most - 1)
        XCTAssertEqual(try temporary.store.read { db in try LocationUses.of(2, db).shifts }, 0)
    }

    func testUses_areCountedNoFurther() throws {
        let temporary = try store()
        try addShifts(LocationUses.most + 5, to: temporary)
        XCTAssertEqual(try temporary.store.read { db in try LocationUses.of(1, db).shifts }, LocationUses.most)
    }

    func testSpread_ofOneVersionIsThatOfTheList() throws {
        let temporary = try store()
        try temporary.store.read { db in
            let publications = PublicationRepository(db), all = try publications.spreads()
            XCTAssertEqual(all.count, 2)
            for id in 1...4 { XCTAssertEqual(try publications.spread(of: id), all[id], "\(id)") }
            XCTAssertEqual(try publications.spread(of: 1)?.standingDays, 1)
            XCTAssertEqual(try publications.spread(of: 2)?.newDays, 0)
        }
    }

    func testAuditPage_isTheNewestOfAllThereAre() throws {
        let temporary = try store()
        try temporary.store.read { db in
            let page = try AuditLog(db).page(limit: 2)
            XCTAssertEqual(page.entries.map(\.subject), ["Branch", "Dr B"])
            XCTAssertEqual(page.total, 4)
            XCTAssertEqual(try AuditLog(db).page(limit: 2, offset: 2).entries.map(\.subject), ["Dr A", "Dr A"])
            XCTAssertEqual(try AuditLog(db).page(limit: 2, offset: 4), AuditPage(entries: [], total: 0))
        }
    }

    func testAuditPage_countsWhatMatches() throws {
        let temporary = try store()
        let second = Day(iso: "2026-01-02")
        try temporary.store.read { db in
            for (search, total) in [(AuditSearch(kind: "shift"), 2), (AuditSearch(words: "dr a"), 2), (AuditSearch(from: second, to: second), 2), (AuditSearch(words: "nobody"), 0)] {
                XCTAssertEqual(try AuditLog(db).page(search, limit: 1).total, total, "\(search)")
            }
        }
    }

    /// Not even as a sort of everything before the first fifty.
    func testPlans_needNoWalkAndNoSort() throws {
        let temporary = try store()
        let plans = try temporary.store.read { db in
            let page: StaticString = "EXPLAIN QUERY PLAN SELECT id, actor FROM audit_entries WHERE at >= '' AND at < '9' ORDER BY at DESC, id DESC LIMIT 50"
            let days: StaticString = "EXPLAIN QUERY PLAN SELECT count(*) FROM shifts WHERE clinician_id = 1 AND date BETWEEN '2026-01-01' AND '2026-12-31'"
            return try [db.all(page) { $0.text(3) }, db.all(days) { $0.text(3) }]
        }
        XCTAssertEqual(plans[0], ["SEARCH audit_entries USING INDEX audit_entries_at (at>? AND at<?)"])
        XCTAssertEqual(plans[1], ["SEARCH shifts USING COVERING INDEX shifts_clinician (clinician_id=? AND date>? AND date<?)"])
    }
}
