import Civil
import RotaStore
import XCTest

@testable import RotaWeb

/// One's own password (ASVS 6.2.2, 6.2.3, 7.4.3).
final class PasswordTests: XCTestCase {
    private let new = "window kettle 47 harbour"

    func testUpdate_needsTheCurrentPassword() throws {
        let app = try TestApp()
        try app.signIn(as: .clinician)
        XCTAssertEqual(try app.post("/password", ["password": new]).errors, ["Enter your current password"])
        XCTAssertEqual(try app.post("/password", ["current": "a wrong pass phrase", "password": new]).errors, ["The current password is not right"])
        XCTAssertEqual(try app.post("/password", ["current": TestApp.password, "password": ""]).errors, ["Enter a new password"])
        XCTAssertEqual(try TestBrowser(app).signIn("clinician").status, .seeOther, "nothing has changed")
    }

    func testUpdate_changesIt_andEndsOtherLoginsWhenAsked() throws {
        let app = try TestApp()
        try app.signIn(as: .clinician)
        let other = TestBrowser(app)
        try other.signIn(as: .clinician)
        XCTAssertEqual(try app.post("/password", ["current": TestApp.password, "password": new]).location, "/logins")
        XCTAssertEqual(try other.get("/logins").status, .ok, "not asked for")
        XCTAssertEqual(try app.post("/password", ["current": new, "password": "another long phrase 8", "others": "yes"]).location, "/logins")
        XCTAssertEqual(try other.get("/").location, "/sign-in")
        XCTAssertEqual(try app.get("/logins").status, .ok)
    }

    /// ASVS 7.2.4: a copy of this browser's cookie is worth nothing afterwards.
    func testUpdate_givesTheBrowserANewToken() throws {
        let app = try TestApp()
        try app.signIn(as: .clinician)
        let thief = TestBrowser(app)
        thief.setCookie("login", app.browser.cookie("login"))
        XCTAssertEqual(try thief.get("/logins").status, .ok)
        XCTAssertEqual(try app.post("/password", ["current": TestApp.password, "password": new]).location, "/logins")
        XCTAssertEqual(try thief.get("/logins").location, "/sign-in?next=%2Flogins")
        XCTAssertTrue(try app.get("/logins").contains("Your password is changed."))
    }

    func testUpdate_slowsDownGuessing() throws {
        let app = try TestApp()
        try app.signIn(as: .clinician)
        for _ in 0..<5 { XCTAssertEqual(try app.post("/password", ["current": "wrong", "password": new]).status, .unprocessableContent) }
        XCTAssertEqual(try app.post("/password", ["current": TestApp.password, "password": new]).status, .tooManyRequests)
        app.now = app.now + 30
        XCTAssertEqual(try app.post("/password", ["current": TestApp.password, "password": new]).status, .seeOther)
    }

    func testRules_askForLengthAndRefuseWhatIsGuessedFirst() {
        func problem(_ password: String) -> String? { PasswordRules.problem(password, context: ["priya.shah", "Priya Shah", "p.shah@example.com", "Elm Surgery"]) }
        XCTAssertEqual(problem(""), "Enter a password")
        XCTAssertEqual(problem("elevenchars"), "Password must be 12 characters or more")
        XCTAssertNil(problem("twelvechars!"))
        for common in ["123456789012", "1qaz2wsx3edc", "dragon-monkey99", "P@ssw0rd2026!", "sunshinemonkey", "Password1234", "password2026!", "aaaaaaaaaaaa", "abcabcabcabc", "abcdefghijkl", "987654321098", "QWERTYUIOP123"] {
            XCTAssertEqual(problem(common), "This password is one of the most common. Choose one that is harder to guess", common)
        }
        for own in ["priya.shah12", "ShahPriya2026", "elmsurgery12"] {
            XCTAssertEqual(problem(own), "Password must not be made of your name, username, email or practice", own)
        }
        for own in ["elmsurgery2026", "elm surgery 2026", "zoe.lam@elm.example", "drzoelam2026", "Zoe-Lam-2026!!"] {
            let problem = PasswordRules.problem(own, context: ["zoe", "Dr Zoe Lam", "zoe.lam@elm.example", "Elm Surgery", "Zoe Lam"])
            XCTAssertEqual(problem, "Password must not be made of your name, username, email or practice", own)
        }
        XCTAssertNil(PasswordRules.problem("elm harbour kettle", context: ["zoe", "Dr Zoe Lam", "zoe.lam@elm.example", "Elm Surgery"]))
        XCTAssertNil(problem((1...500).map { "word\($0)" }.joined()), "there is no short upper limit")
        XCTAssertEqual(problem(String(repeating: "x1 ", count: 2_000)), "Password must be 4,096 bytes or fewer")
        XCTAssertNil(problem("日本語のパスフレーズです！"))
    }
}
