import Civil
import RotaStore
import XCTest

@testable import RotaWeb

/// B12: who did what, when, before and after, searchable.
final class AuditTests: XCTestCase {
    private func appWithEntries(_ count: Int = 0) throws -> TestApp {
        let app = try TestApp()
        try app.signIn(as: .manager)
        try app.store.write { db in
            let log = AuditLog(db)
            let priya = Actor(accountId: nil, name: "Priya Shah")
            for number in 0..<count {
                try log.record("add closure", AuditSubject("closure", id: number, "Number \(number)"), by: priya, at: TestApp.start)
            }
            try log.record(
                "change term", AuditSubject("clinician", id: 7, "Dr <Li> Chen"), by: priya, at: TestApp.start - 86_400,
                before: ["ends": nil, "fte": "70%"], after: ["ends": "31 March 2027", "fte": "80%"])
        }
        return app
    }

    func testIndex_showsBeforeAndAfter() throws {
        let page = try appWithEntries().get("/audit?kind=clinician")
        XCTAssertTrue(page.contains("1 entry"))
        XCTAssertTrue(page.contains("22 November 2026, 8:30am Priya Shah Change term: Dr <Li> Chen"))
        XCTAssertTrue(page.contains("Field Before After Ends None 31 March 2027 Fte 70% 80%"))
        XCTAssertTrue(page.contains("Dr &lt;Li&gt; Chen"))
    }

    func testIndex_findsByWordsKindAndDates() throws {
        let app = try appWithEntries(3)
        func found(_ query: String) throws -> String { try app.get("/audit?\(query)").between("<caption id=\"audit\">", "</caption>") }
        XCTAssertEqual(try found("q=LI%3E"), "1 entry")
        XCTAssertEqual(try found("q=march"), "1 entry", "in the values too")
        XCTAssertEqual(try found("q=%25"), "1 entry", "no wildcard")
        XCTAssertEqual(try found("q=nothing+of+the+kind"), "0 entries")
        XCTAssertEqual(try found("kind=closure"), "3 entries")
        XCTAssertEqual(try found("to=22+11+2026"), "1 entry")
        XCTAssertEqual(try found("from=22/11/2026&to=2026-11-22"), "1 entry")
        XCTAssertEqual(try found("from=23+November+2026&q=priya+shah"), "3 entries")
    }

    func testIndex_looksForWordsInTheLastHalfYear_andFurtherWhenAsked() throws {
        let app = try appWithEntries(1)
        try app.store.write { db in
            try AuditLog(db).record("add closure", AuditSubject("closure", id: 9, "Old"), by: .commandLine, at: TestApp.start - 184 * 86_400)
        }
        for query in ["q=closure", "kind=closure"] {
            let recent = try app.get("/audit?\(query)")
            XCTAssertTrue(recent.contains("1 entry"), query)
            XCTAssertTrue(recent.contains("Entries since 24 May 2026 were looked through. Look through all years"), query)
            XCTAssertTrue(recent.contains("href=\"/audit?\(query)&amp;years=all\""), query)
            let all = try app.get("/audit?\(query)&years=all")
            XCTAssertTrue(all.contains("2 entries"), query)
            XCTAssertFalse(all.contains("were looked through"), query)
            XCTAssertTrue(try app.get("/audit?\(query)&from=1+1+2026").contains("2 entries"), query)
            XCTAssertTrue(try app.get("/audit?\(query)&to=1+6+2026").contains("1 entry"), query)
        }
        XCTAssertFalse(try app.get("/audit").contains("were looked through"))
    }

    func testIndex_hasPages_andLeadsToTheFirstFromBeyondTheLast() throws {
        let app = try appWithEntries(120)
        let first = try app.get("/audit?kind=closure")
        XCTAssertTrue(first.contains("120 entries"))
        XCTAssertTrue(first.contains("Add closure: Number 119"))
        XCTAssertTrue(first.contains("href=\"/audit?kind=closure&amp;page=3\""))
        let last = try app.get("/audit?kind=closure&page=3")
        XCTAssertTrue(last.contains("Add closure: Number 0 "))
        XCTAssertFalse(last.contains("Number 20 "))
        XCTAssertEqual(try app.get("/audit?kind=closure&page=4").location, "/audit?kind=closure")
        for nonsense in ["0", "-1", "x", "99999999999999999999", ""] { XCTAssertEqual(try app.get("/audit?page=\(nonsense)").status, .ok, nonsense) }
    }

    func testIndex_saysWhatIsWrongWithADate_andKeepsIt() throws {
        let app = try appWithEntries()
        let page = try app.get("/audit?from=31+2+2026&to=1+1+26&q=x")
        XCTAssertEqual(page.status, .unprocessableContent)
        XCTAssertEqual(page.errors, ["From date must be a real date", "To date must include a year of 4 numbers"])
        XCTAssertEqual(page.value(of: "from"), "31 2 2026")
        XCTAssertEqual(page.value(of: "q"), "x")
        XCTAssertEqual(try app.get("/audit?from=2+1+2026&to=1+1+2026").errors, ["To date must be 2 January 2026 or later"])
    }

    func testIndex_isForManagers() throws {
        let app = try TestApp()
        try app.signIn(as: .clinician)
        XCTAssertEqual(try app.get("/audit").status, .forbidden)
    }
}
