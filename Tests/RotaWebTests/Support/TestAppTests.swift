import XCTest

/// That the harness itself does what tests rely on.
final class TestAppTests: XCTestCase {
    func testSignIn_keepsTheCookieAndReachesAPage() throws {
        let app = try TestApp()
        XCTAssertEqual(try app.get("/tasks").location, "/sign-in?next=%2Ftasks")
        try app.signIn(as: .manager)
        let page = try app.get("/tasks")
        XCTAssertEqual(page.status, .ok)
        XCTAssertEqual(page.title, "Getting started - Elm Surgery")
        XCTAssertTrue(page.contains("tasks completed"))
    }

    func testValue_readsInputsAsTheyWereShown() throws {
        let app = try TestApp()
        try app.makeAccount(role: .manager)
        let page = try app.get("/sign-in?next=/rota%3Fa%3D1%26b%3D2")
        XCTAssertEqual(page.value(of: "next"), "/rota?a=1&b=2")
        XCTAssertEqual(page.formFields("/sign-in").map(\.0), ["csrf", "once", "next", "username", "password"])
    }

    func testErrors_readTheSummary() throws {
        let app = try TestApp()
        let page = try app.browser.signIn("nobody", password: "")
        XCTAssertEqual(page.status, .unprocessableContent)
        XCTAssertEqual(page.errors, ["Enter your password"])
    }
}
