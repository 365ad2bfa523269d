import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// One's own account in one place (issue 5.7).
final class ProfileTests: XCTestCase {
    func testShow_hasEverythingAboutTheAccount_forEachRole() throws {
        for role in Role.allCases {
            let app = try TestApp()
            try app.signIn(as: role)
            let page = try app.get("/profile")
            XCTAssertEqual(page.title, "Your profile - Elm Surgery")
            for path in ["/password", "/two-step", "/logins", "/notifications"] { XCTAssertTrue(page.text.contains("href=\"\(path)\""), "\(role) \(path)") }
            XCTAssertTrue(page.contains(role.label))
            XCTAssertTrue(page.contains("1 browser."))
            XCTAssertEqual(page.text.components(separatedBy: "href=\"/notifications/preferences\"").count - 1, role == .clinician ? 0 : 2, "in the account menu and here: \(role)")
            XCTAssertFalse(page.text.contains("href=\"/calendar\""), "nobody on the rota has none")
        }
    }

    func testUpdate_savesTheName_andNothingElse() throws {
        let app = try TestApp()
        let account = try app.signIn(as: .clinician)
        let answer = try app.post("/profile", ["name": "  Zoë O’Brien ", "role": "admin", "email": "x@example.com", "active": "", "username": "root"])
        XCTAssertEqual(answer.location, "/profile")
        let saved = try XCTUnwrap(try app.account("clinician"))
        XCTAssertEqual(saved.name, "Zoë O’Brien")
        XCTAssertEqual([saved.role, saved.email, saved.username].map { "\($0)" }, [account.role, account.email, account.username].map { "\($0)" })
        XCTAssertEqual(try app.auditLog().first?.before, #"{"name":"The clinician"}"#)
    }

    func testUpdate_refusesWhatIsNoName() throws {
        let app = try TestApp()
        try app.signIn(as: .clinician)
        for (name, message) in [
            (" ", "Enter a full name"), (String(repeating: "é", count: 201), "Full name must be 200 characters or fewer"), ("a\u{7}b", "Full name must be one line of text"),
        ] {
            let answer = try app.post("/profile", ["name": name])
            XCTAssertEqual(answer.status, .unprocessableContent)
            XCTAssertEqual(answer.errors, [message])
        }
    }

    /// ASVS 6.3.7.
    func testPassword_changed_isTold_andEndsWhatTheOldOneBegan() throws {
        let app = try TestApp.mailed()
        let account = try app.signIn(as: .clinician)
        try app.turnOnTwoStep(account)
        let other = TestBrowser(app)
        _ = try other.signIn("clinician")
        _ = try other.post("/forgotten-password", ["username": "clinician"])
        let reset = try XCTUnwrap(try app.mails().last?.link)
        XCTAssertEqual(try app.post("/password", ["current": TestApp.password, "password": "seven green bottles"]).location, "/logins")
        XCTAssertEqual(try app.mails().last?.subject, "Your password was changed")
        XCTAssertEqual(try other.post("/sign-in/code", ["code": try app.code()]).location, "/sign-in?why=time")
        XCTAssertEqual(try other.follow(try other.get(reset)).status, .gone)
    }
}
