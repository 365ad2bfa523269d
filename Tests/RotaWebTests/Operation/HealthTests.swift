import Foundation
import HTTP
import RotaStore
import XCTest

@testable import RotaWeb

/// Conventions §3: `/healthz` is that the process is alive, `/readyz` that it can do its work.
final class HealthTests: XCTestCase {
    func testHealthz_asksNothingOfTheDatabase() throws {
        let app = try TestApp()
        try app.store.database.close()
        let response = try app.get("/healthz")
        XCTAssertEqual(response.status, .ok)
        XCTAssertEqual(response.text, "ok\n")
        XCTAssertEqual(response.headers.values("Set-Cookie"), [])
    }

    /// What a thread that others wait for may answer: all of it, headers, log line and count included.
    func testQuick_answersHealthAndFilesOnly() throws {
        let app = try TestApp()
        try app.store.database.close()
        let stylesheet = app.practice.assets.address("app.css")
        for (method, target, isQuick) in [
            (.get, "/healthz", true), (.head, "/healthz", true), (.get, stylesheet, true), (.post, "/healthz", false), (.get, "/healthz/", false), (.get, "/assets/none.css", false),
            (.get, "/readyz", false), (.get, "/", false), (.get, "/sign-in", false), (.get, "/healthz?x", false),
        ] as [(HTTP.Method, String, Bool)] {
            let lines = app.log.count
            var request = try Request(method, target)
            request.id = RequestID(number: 0xAB)
            let response = app.app.quick(request)
            XCTAssertEqual(response != nil, isQuick, "\(method) \(target)")
            XCTAssertEqual(app.log.count - lines, isQuick ? 1 : 0, target)
            guard let response else { continue }
            XCTAssertEqual(response.status, .ok)
            XCTAssertEqual(response.headers["X-Request-Id"], "00000000000000ab")
            let whole = app.app.respond(to: request)
            XCTAssertEqual(response.headers.all.map { "\($0)" }, whole.headers.all.map { "\($0)" }, target)
            XCTAssertEqual(TestResponse(response).bytes, TestResponse(whole).bytes)
        }
    }

    private func reasons(_ app: TestApp, line: UInt = #line) throws -> [String] {
        let response = try app.browser.send(.get, "/readyz")
        struct Answer: Decodable {
            let status: String
            let reasons: [String]?
        }
        let answer = try JSONDecoder().decode(Answer.self, from: Data(response.bytes))
        XCTAssertEqual(response.headers["Content-Type"], "application/json", line: line)
        XCTAssertEqual(response.headers["Cache-Control"], "no-store", line: line)
        XCTAssertEqual(response.headers.values("Set-Cookie"), [], line: line)
        XCTAssertEqual(response.status, answer.reasons == nil ? .ok : .serviceUnavailable, line: line)
        XCTAssertEqual(answer.status, answer.reasons == nil ? "ok" : "unavailable", line: line)
        return answer.reasons ?? []
    }

    func testReadyz_saysWhatStandsAgainstIt() throws {
        let app = try TestApp()
        XCTAssertEqual(try app.get("/readyz").text, "{\"status\":\"ok\"}\n")
        app.practice.readiness.generating(false)
        XCTAssertEqual(try reasons(app), ["Rotas are not being generated: that thread is not running."])
        app.practice.readiness.generating(true)
        try app.store.database.close()
        XCTAssertEqual(try reasons(app), ["The database cannot be read."])
        app.practice.readiness.beginStopping()
        XCTAssertEqual(try reasons(app), ["The program is stopping."])
    }

    func testReadyz_seesThatAnotherProgramMigrated() throws {
        let app = try TestApp(lastMigration: 1)
        let last = try app.store.read { db in try OperationCounts(db).lastMigration() }
        let known = try TestApp(lastMigration: last)
        XCTAssertEqual(try reasons(known), [])
        try known.store.write { db in
            _ = try db.run("INSERT INTO schema_migrations (number, name, hash, applied_at) VALUES (9999, 'later', 'x', '2099-01-01T00:00:00Z')")
        }
        XCTAssertEqual(try reasons(known), ["The database has migrations up to 9999, the program up to \(last)."])
    }

    func testReadyz_sayingNoIsNotLoggedAsAFailure() throws {
        let app = try TestApp()
        app.practice.readiness.beginStopping()
        _ = try reasons(app)
        XCTAssertEqual(app.log.filter { $0.contains("level=error") }, [])
    }
}
