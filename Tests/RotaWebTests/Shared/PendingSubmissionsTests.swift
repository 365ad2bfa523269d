import Dispatch
import Foundation
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

    func testOnce_atTheSameMoment_actsOnce() throws {
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
        XCTAssertEqual(Set(locations.withLock { $0 }).subtracting(["-"]), ["/done/1"])
    }

    /// The first sending is at work until the body has returned; what the later ones came to is told in any order.
    private func whileTheFirstWorks(_ submissions: PendingSubmissions, later count: Int, _ body: (_ answers: () -> [String]) throws -> Void) throws -> [String] {
        let app = try TestApp()
        defer { withExtendedLifetime(app) {} }
        let context = try context(app)
        let answers = Mutex<[String]>([])
        let group = DispatchGroup(), isInside = DispatchSemaphore(value: 0), isEnough = DispatchSemaphore(value: 0)
        let send = { @Sendable (action: @Sendable @escaping () -> Response) in
            group.enter()
            Thread.detachNewThread {
                let answer: String
                do {
                    answer = try submissions.once("token", context, action).headers["Location"] ?? "-"
                } catch {
                    answer = "\(error)"
                }
                answers.withLock { $0.append(answer) }
                group.leave()
            }
        }
        send {
            isInside.signal()
            isEnough.wait()
            return .redirect(to: "/done")
        }
        XCTAssertEqual(isInside.wait(timeout: .now() + 10), .success)
        for _ in 0..<count { send { .redirect(to: "/twice") } }
        try body { answers.withLock { $0 } }
        isEnough.signal()
        XCTAssertEqual(group.wait(timeout: .now() + 10), .success)
        return answers.withLock { $0 }
    }

    private func eventually(_ isSo: () -> Bool) {
        for _ in 0..<10_000 where !isSo() { usleep(1_000) }
        XCTAssertTrue(isSo(), "it never came about")
    }

    /// Somebody who presses the button eight times holds two threads, and sees the result all the same.
    func testOnce_ofManySendingsOnlyTheLatestWaits() throws {
        let answers = try whileTheFirstWorks(PendingSubmissions(patience: .seconds(60)), later: 7) { answers in
            eventually { answers().count == 6 }
            XCTAssertEqual(answers(), Array(repeating: "underWay", count: 6))
        }
        XCTAssertEqual(answers.suffix(2), ["/done", "/done"])
    }

    func testOnce_waitsOnlySoLong() throws {
        let answers = try whileTheFirstWorks(PendingSubmissions(patience: .milliseconds(50)), later: 1) { answers in
            eventually { answers() == ["underWay"] }
        }
        XCTAssertEqual(answers, ["underWay", "/done"])
    }

    func testPage_ofASendingTooManySaysWhatToDo() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let login = app.browser.cookie("login") ?? ""
        let form = PercentEncoding.query([(name: "name", value: "Dr Amara Okafor"), (name: "once", value: "x"), (name: "csrf", value: Visit.proof(of: login))])
        let headers: Headers = ["Host": "rota.test", "Cookie": "login=\(login)", "Content-Type": "application/x-www-form-urlencoded"]
        let request = try Request(.post, "/clinicians", headers: headers, body: Array(form.utf8))
        let program = app.app, group = DispatchGroup()
        let responses = Mutex<[Response]>([])
        try app.store.write { _ in
            // Another write is under way, so that the first sending takes its time.
            for _ in 0..<3 {
                group.enter()
                Thread.detachNewThread {
                    let response = program.respond(to: request)
                    responses.withLock { $0.append(response) }
                    group.leave()
                }
            }
            eventually { responses.withLock { $0.count } == 1 }
        }
        XCTAssertEqual(group.wait(timeout: .now() + 10), .success)
        let answers = responses.withLock { $0 }.map(TestResponse.init)
        XCTAssertEqual(answers.map(\.status), [.conflict, .seeOther, .seeOther])
        XCTAssertEqual(Set(answers.dropFirst().map(\.location)), ["/clinicians/1"])
        let page = try XCTUnwrap(answers.first)
        for words in ["Still being saved", "Wait a moment, then look whether your change is there", "href=\"/clinicians\""] { XCTAssertTrue(page.contains(words), words) }
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
