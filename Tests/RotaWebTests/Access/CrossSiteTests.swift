import HTTP
import XCTest

@testable import RotaWeb

/// ASVS 3.5.1: no form of another site takes effect.
final class CrossSiteTests: XCTestCase {
    func testPost_withoutOrWithAForgedCSRF_isForbidden() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let other = TestBrowser(app)
        try other.signIn(as: .manager)
        let theirs = Visit.proof(of: try XCTUnwrap(other.cookie("login")))
        XCTAssertEqual(try app.browser.post("/logins/end", csrf: .none).status, .forbidden)
        XCTAssertEqual(try app.browser.post("/logins/end", csrf: .forged("")).status, .forbidden)
        XCTAssertEqual(try app.browser.post("/logins/end", csrf: .forged(theirs)).status, .forbidden)
        XCTAssertEqual(try app.browser.post("/logins/end").status, .seeOther)
    }

    func testPost_fromAnotherSite_isForbidden_evenWithTheRightCSRF() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let bad: [KeyValuePairs<String, String>] = [
            ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"], ["Sec-Fetch-Site": ""], ["Origin": "https://evil.example"], ["Origin": "null"],
            ["Origin": "http://rota.test:8080"], ["Origin": "http://sub.rota.test"], ["Origin": "http://evil.example/rota.test"], ["Origin": "http://xrota.test"],
            ["Origin": "http://rota.test", "Sec-Fetch-Site": "cross-site"],
        ]
        for headers in bad { XCTAssertEqual(try app.browser.post("/logins/end", headers: headers).status, .forbidden, "\(headers)") }
        let good: [KeyValuePairs<String, String>] = [[:], ["Sec-Fetch-Site": "same-origin"], ["Sec-Fetch-Site": "none"], ["Origin": "http://rota.test"]]
        for headers in good { XCTAssertEqual(try app.browser.post("/logins/end", headers: headers).status, .seeOther, "\(headers)") }
    }

    func testPost_behindAProxy_takesTheBaseURLsOrigin() throws {
        let app = try TestApp { $0.baseURL = "https://rota.practice.example" }
        try app.signIn(as: .manager)
        XCTAssertEqual(try app.browser.post("/logins/end", headers: ["Origin": "https://rota.practice.example"]).status, .seeOther)
        XCTAssertEqual(try app.browser.post("/logins/end", headers: ["Origin": "http://rota.practice.example"]).status, .forbidden)
        XCTAssertEqual(try app.browser.post("/logins/end", headers: ["Origin": "http://rota.test"]).status, .forbidden, "not secure")
    }

    func testSignIn_needsAFormOfOurs() throws {
        let app = try TestApp()
        try app.makeAccount(role: .manager)
        let fields: KeyValuePairs = ["username": "manager", "password": TestApp.password]
        XCTAssertEqual(try app.browser.post("/sign-in", fields, csrf: .none).status, .forbidden, "no visit yet")
        _ = try app.get("/sign-in")
        XCTAssertEqual(try app.browser.post("/sign-in", fields, csrf: .none).status, .forbidden)
        XCTAssertEqual(try app.browser.post("/sign-in", fields, headers: ["Sec-Fetch-Site": "cross-site"]).status, .forbidden)
        XCTAssertEqual(try app.browser.post("/sign-in", fields).status, .seeOther)
    }
}
