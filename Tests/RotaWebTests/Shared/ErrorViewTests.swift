import HTML
import HTTP
import XCTest

@testable import RotaWeb

final class ErrorViewTests: XCTestCase {
    func testPage_saysWhatHappenedAndWhatToDo() {
        let words = ErrorPage.Words(title: "Page not found", message: "There's no page at this address.", remedy: "Check the address.")
        let page = String(decoding: ErrorView(words: words, requestId: nil, stylesheet: "/app.css?v=1&x").rendered(), as: UTF8.self)
        XCTAssertTrue(page.contains("<title>Page not found - Practice Rota</title>"))
        XCTAssertTrue(page.contains(#"<link rel="stylesheet" href="/app.css?v=1&amp;x">"#))
        XCTAssertTrue(page.contains("<h1>Page not found</h1>\n<p>There&#39;s no page at this address.</p>\n<p>Check the address.</p>"))
        XCTAssertFalse(page.contains("Reference"))
    }

    func testPage_showsTheReferenceOfARequestThatFailed() {
        let page = String(decoding: ErrorView.preview.rendered(), as: UTF8.self)
        XCTAssertTrue(page.contains(#"<p class="meta">Reference: <code>7f3a-91c2</code></p>"#))
    }

    func testPage_keepsTheNavigationOfWhoeverIsSignedIn() throws {
        let app = try TestApp()
        XCTAssertFalse(try app.get("/nothing").contains("Elm Surgery"), "a stranger sees no practice")
        try app.signIn(as: .manager)
        let missing = try app.get("/nothing")
        XCTAssertEqual(missing.status, .notFound)
        XCTAssertEqual(missing.title, "Page not found - Elm Surgery")
        XCTAssertTrue(missing.contains("href=\"/clinicians\""))
        XCTAssertTrue(missing.contains("<a class=\"button\" href=\"/rota\">Go to the rota</a>"))
    }

    func testAccessibilityStatement_keepsTheNavigationToo() throws {
        let app = try TestApp()
        XCTAssertFalse(try app.get("/accessibility").contains("href=\"/rota\""))
        try app.signIn(as: .clinician)
        XCTAssertTrue(try app.get("/accessibility").contains("href=\"/rota\""))
    }

    func testForbidden_tellsARoleFromAFormThatIsOutOfDate() throws {
        let app = try TestApp()
        try app.signIn(as: .clinician)
        let role = try app.get("/leave")
        XCTAssertEqual(role.status, .forbidden)
        XCTAssertTrue(role.contains("Your account may not do this"))
        XCTAssertTrue(role.contains("This page needs a permission that your account does not have."), "permissions are given and taken apart from roles")
        XCTAssertFalse(role.contains("out of date"))
        XCTAssertFalse(role.contains("href=\"/clinicians\""), "a clinician's navigation")
        try app.signIn(as: .manager)
        let old = try app.browser.post("/leave/7", ["note": "x"], csrf: .forged("of the login before"), headers: ["Referer": "http://rota.test/leave/7/edit"])
        XCTAssertEqual(old.status, .forbidden)
        XCTAssertTrue(old.contains("This form is out of date"))
        XCTAssertTrue(old.contains("<a class=\"button\" href=\"/leave/7/edit\">Open it again</a>"), old.text)
    }

    /// What a browser says it came from is a page of ours that can be opened, or not followed.
    func testOpenAgain_leadsOnlyToPagesOfOurs() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        for (referrer, link) in [
            ("http://rota.test/leave/new?clinician=7", "/leave/new?clinician=7"), ("https://evil.example/leave/new", "/leave"), ("http://rota.test//evil.example", "/leave"),
            ("http://rota.test/leave/7/cancellation", "/leave"), ("http://rota.test.evil.example/leave/new", "/leave"), ("nonsense", "/leave"),
        ] {
            let page = try app.browser.post("/leave", csrf: .none, headers: ["Referer": referrer])
            XCTAssertTrue(page.contains("<a class=\"button\" href=\"\(link)\">Open it again</a>"), "\(referrer): \(page.text.suffix(900))")
        }
        let edit = try app.browser.post("/leave/7", csrf: .none)
        XCTAssertTrue(edit.contains("href=\"/leave/7/edit\">Open it again"))
    }

    /// The message that waits for the next page is not spent on a page for an error.
    func testPage_leavesTheMessageOfSuccessWaiting() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        XCTAssertEqual(try app.post("/groups", ["name": "Minor surgery"]).status, .seeOther)
        XCTAssertFalse(try app.get("/nothing").contains("banner--success"))
        XCTAssertTrue(try app.get("/groups").contains("banner--success"))
    }
}
