import CSQLite
import Civil
import Mail
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// No page walks through a table that grows with the years (design §9).
final class QueryPlanTests: XCTestCase {
    private static let growing = [
        "shifts", "publication_shifts", "publication_days", "published_days", "audit_entries", "leave_requests", "locum_bookings", "leave_adjustments", "form_submissions",
        "logins", "outbox", "notices", "notice_readers", "invitations", "account_links", "unsubscribe_links", "kept_forms", "link_holds", "sign_in_steps", "recovery_codes",
        "known_browsers",
    ]

    /// Statements that may walk through one, by a line of theirs, and why.
    private static let exceptions = [
        "(SELECT count(*) FROM locum_bookings WHERE location_id = :location)": "some hundreds a year, on the page that removes a location",
        "SELECT count(*) FROM audit_entries": "how many there are in all: the pages of an index, a millisecond for ten years",
        "FROM leave_requests\nWHERE first_on <= :last AND last_on >= :first": "some hundreds a year, and no index finds what overlaps",
        "FROM locum_bookings\nWHERE first_on <= :last AND last_on >= :first": "the same",
        "SELECT count(*) FROM locum_bookings WHERE :sees": "some hundreds a year",
        "JOIN clinicians ON clinicians.id = locum_bookings.clinician_id": "the same: the list of them, the next at the top",
        "FROM outbox\nORDER BY id DESC": "the newest mails, by their ids: it ends at the page's last",
        "FROM outbox GROUP BY state": "an index alone, of half a year's mail",
        "key = 'invitation-expired/'": "some tens a year",
        "key = 'leave-requested/'": "the index holds only what waits for a decision",
        "GROUP BY publication_days.publication_id": "the list of versions counts the dates of each",
    ]

    func testEveryStatementOfEveryPage_usesAnIndex() throws {
        let app = try RotaFixture.app()
        try app.publish(DayRange(day("2026-11-23")))
        try app.signIn(as: .clinician)
        XCTAssertGreaterThan(try crawl(app), 3)
        try app.signIn(as: .admin)
        XCTAssertGreaterThan(try crawl(app), 40)
        let token = try app.makeToken()
        for example in APIExamples.all {
            let joint = example.target.contains("?") ? "&" : "?"
            for more in ["", "\(joint)status=draft", "\(joint)clinician=1", "\(joint)clinician=1&status=draft", "\(joint)limit=1"] {
                let answer = try app.api(example.target + more, token)
                XCTAssertTrue(answer.status == .ok || answer.faults.contains { more.contains($0) }, "\(example.target)\(more): \(answer.status)")
                if let next = answer.next { XCTAssertEqual(try app.api(next, token).status, .ok) }
            }
        }
        try app.store.write { db in
            try db.run("UPDATE clinicians SET account_id = (SELECT id FROM accounts WHERE username = 'admin') WHERE id = 1")
        }
        XCTAssertEqual(try app.calendar(try app.turnOn()).status, .ok)
        try mail(app)
        let texts = Set(try app.store.read { $0.statementTexts } + app.store.write { $0.statementTexts }).filter { $0.hasPrefix("SELECT") || $0.hasPrefix("WITH") }
        XCTAssertGreaterThan(texts.count, 60)
        var connection: OpaquePointer?
        XCTAssertEqual(sqlite3_open_v2(app.store.database.path, &connection, SQLITE_OPEN_READONLY, nil), SQLITE_OK)
        defer { sqlite3_close_v2(connection) }
        for text in texts.sorted() where !Self.exceptions.keys.contains(where: text.contains) {
            for step in plan(of: text, connection) {
                let words = step.split(separator: " ").map(String.init)
                guard words.first == "SCAN", words.count > 1, Self.growing.contains(words[1]) else { continue }
                XCTFail("\(step):\n\(text)\n")
            }
        }
    }

    /// What the threads that tell and send ask, minute by minute.
    private func mail(_ app: TestApp) throws {
        for category in NoticeCategory.optional { try app.tell("something/\(category.rawValue)", category) }
        XCTAssertEqual(try app.get("/notifications").status, .ok)
        app.now = app.now + 3_600
        NoticeRunner(app.practice).work()
        var isFresh = true
        _ = OutboxRunner(app.practice, route: nil, log: Log { _ in }).work(isFresh: &isFresh)
        _ = try app.post("/forgotten-password", ["username": "clinician"])
        app.practice.errands.finish()
    }

    /// Thousands may wait. A database that was never closed has no statistics, and SQLite then takes the index of states and walks through all of them.
    func testOutbox_findsTheNextMailByItsIndex_withoutStatistics() throws {
        let app = try RotaFixture.app()
        let mail = OutgoingMail(
            key: "a", kind: "test", accountId: nil, toName: "Ann", toAddress: "ann@elm.example", subject: "Hello", text: "Text", html: "<p>", holdsSecret: false, unsubscribe: nil, messageId: "a",
            expiresAt: nil)
        try app.store.write { db in try OutboxRepository(db).queue(mail, at: app.now) }
        var isFresh = true
        _ = OutboxRunner(app.practice, route: LogRoute { _ in }, log: Log { _ in }).work(isFresh: &isFresh)
        let texts = Set(try app.store.read { $0.statementTexts } + app.store.write { $0.statementTexts }).filter { $0.hasPrefix("SELECT") && $0.contains("FROM outbox") && $0.contains("next_at") }
        XCTAssertEqual(texts.count, 2, "when the next is due, and the next: \(texts)")
        var connection: OpaquePointer?
        XCTAssertEqual(sqlite3_open_v2(app.store.database.path, &connection, SQLITE_OPEN_READONLY, nil), SQLITE_OK)
        defer { sqlite3_close_v2(connection) }
        XCTAssertEqual(sqlite3_exec(connection, "SELECT 1 FROM sqlite_stat1", nil, nil, nil), SQLITE_ERROR, "there are statistics")
        for text in texts {
            let steps = plan(of: text, connection)
            XCTAssertTrue(steps.count == 1 && steps.allSatisfy { $0.contains("INDEX outbox_waiting") }, "\(steps):\n\(text)")
        }
    }

    /// Opens one page of each pattern that links lead to; answers how many.
    private func crawl(_ app: TestApp) throws -> Int {
        var waiting = ["/"], seen: Set<String> = []
        while let path = waiting.popLast() {
            let pattern = path.replacing(#/\d+/#, with: "1").split(separator: "?").first.map(String.init) ?? "/"
            guard seen.insert(pattern).inserted else { continue }
            var page = try app.get(path)
            while let next = page.location { page = try app.get(next) }
            XCTAssertEqual(page.status, .ok, path)
            waiting += page.text.matches(of: #/href="(/[^"#]*)"/#).map { String($0.1).replacing("&amp;", with: "&") }.filter { !$0.hasPrefix("/assets") }
        }
        return seen.count
    }

    private func plan(of text: String, _ connection: OpaquePointer?) -> [String] {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(connection, "EXPLAIN QUERY PLAN \(text)", -1, &statement, nil) == SQLITE_OK else { return ["SCAN nothing: not prepared"] }
        defer { sqlite3_finalize(statement) }
        var steps: [String] = []
        while sqlite3_step(statement) == SQLITE_ROW { steps.append(sqlite3_column_text(statement, 3).map { String(cString: $0) } ?? "") }
        return steps
    }
}
