import Dispatch
import HTTP
import RotaStore
import Synchronization
import XCTest

@testable import RotaWeb

/// A form that is sent twice takes effect once (conventions §1.1).
final class PendingSubmissionsTests: XCTestCase {
    private func context(_ app: TestApp, _ fields: FormFields = FormFields()) throws -> SignedIn {
        if app.browser.cookie("login") == nil { try app.signIn(as: .manager) }
        let request = try Request(.post, "/x", headers: ["Host": "rota.test", "Cookie": "login=\(app.browser.cookie("login") ?? "")"])
        var context = try XCTUnwrap(try Authentication(practice: app.practice).signedIn(request, RouteParameters()))
        context.form = FormBody(fields: fields)
        return context
    }

    func testOnce_repeatsTheFirstResult() throws {
        let app = try TestApp()
        defer { withExtendedLifetime(app) {} }
        let context = try context(app)
        let submissions = PendingSubmissions()
        var runs = 0
        for _ in 0..<3 {
            let response = try submissions.once("token", context) {
                runs += 1
                return .redirect(to: "/done/\(runs)")
            }
            XCTAssertEqual(response.headers["Location"], "/done/1")
        }
        XCTAssertEqual(runs, 1)
    }

    /// Back, change the text, send: the token is the same, the form is not.
    func testOnce_takesOtherAnswersForAnotherForm() throws {
        let app = try TestApp()
        defer { withExtendedLifetime(app) {} }
        let submissions = PendingSubmissions()
        for name in ["First", "Second", "First"] {
            let context = try context(app, FormFields(["name": name]))
            XCTAssertEqual(try submissions.once("token", context) { .redirect(to: "/\(name)") }.headers["Location"], "/\(name)")
        }
        let again = try context(app, FormFields(["name": "Second"]))
        XCTAssertEqual(try submissions.once("token", again) { .redirect(to: "/third") }.headers["Location"], "/Second")
    }

    func testOnce_runsAgainAfterARefusalOrAFailure() throws {
        let app = try TestApp()
        defer { withExtendedLifetime(app) {} }
        let context = try context(app)
        let submissions = PendingSubmissions()
        XCTAssertEqual(try submissions.once("token", context) { Response(.unprocessableContent) }.status, .unprocessableContent)
        XCTAssertThrowsError(try submissions.once("token", context) { throw PageError.notFound })
        XCTAssertEqual(try submissions.once("token", context) { .redirect(to: "/done") }.headers["Location"], "/done")
    }

    func testOnce_withoutAToken_alwaysRuns() throws {
        let app = try TestApp()
        defer { withExtendedLifetime(app) {} }
        let context = try context(app)
        let submissions = PendingSubmissions()
        var runs = 0
        for token in ["", "", String(repeating: "x", count: 65), String(repeating: "x", count: 65)] {
            _ = try submissions.once(token, context) {
                runs += 1
                return .redirect(to: "/")
            }
        }
        XCTAssertEqual(runs, 4)
    }

    func testOnce_atTheSameMoment_waitsForTheFirst() throws {
        let app = try TestApp()
        defer { withExtendedLifetime(app) {} }
        let context = try context(app)
        let submissions = PendingSubmissions()
        let runs = Mutex(0)
        let locations = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 6) { _ in
            let response = try? submissions.once("token", context) {
                let run = runs.withLock { count in
                    count += 1
                    return count
                }
                return .redirect(to: "/done/\(run)")
            }
            locations.withLock { $0.append(response?.headers["Location"] ?? "-") }
        }
        XCTAssertEqual(runs.withLock { $0 }, 1)
        XCTAssertEqual(locations.withLock { $0 }, Array(repeating: "/done/1", count: 6))
    }

    func testOnce_belongsToOneLogin() throws {
        let app = try TestApp()
        let submissions = PendingSubmissions()
        let first = try context(app)
        XCTAssertEqual(try submissions.once("token", first) { .redirect(to: "/one") }.headers["Location"], "/one")
        try app.signIn(as: .manager)
        let second = try context(app)
        XCTAssertEqual(try submissions.once("token", second) { .redirect(to: "/two") }.headers["Location"], "/two")
    }
}
