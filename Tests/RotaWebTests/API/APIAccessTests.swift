import Civil
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// Who may read what by the API (issue 5.9, 5.16).
final class APIAccessTests: XCTestCase {
    func testEveryRoute_refusesWhoHasNoToken() throws {
        let app = try RotaFixture.app()
        try app.signIn(as: .admin)
        for (_, _, target) in APIExamples.all {
            let plain = try app.api(target, nil)
            plain.checkProblem(.unauthorized, "credentials")
            XCTAssertEqual(plain.headers["WWW-Authenticate"], "Bearer realm=\"Practice Rota\"")
            // An administrator's cookie is nobody's here.
            XCTAssertEqual(try app.get(target).status, .unauthorized, target)
            for wrong in ["x", "rota_", "rota_" + String(repeating: "A", count: 43), "rota_" + String(repeating: "é", count: 43)] {
                let answer = try app.api(target, wrong)
                answer.checkProblem(.unauthorized, "credentials")
                XCTAssertEqual(answer.headers["WWW-Authenticate"], "Bearer realm=\"Practice Rota\", error=\"invalid_token\"")
            }
        }
    }

    func testToken_isTakenFromItsHeaderOnly() throws {
        let app = try RotaFixture.app(), token = try app.makeToken()
        XCTAssertEqual(try app.api("/api/v1/duty", token).status, .ok)
        XCTAssertEqual(try app.api("/api/v1/duty?access_token=\(token)", nil).status, .unauthorized)
        XCTAssertEqual(try app.api("/api/v1/duty", nil, headers: ["Authorization": "Basic \(token)"]).status, .unauthorized)
        XCTAssertEqual(try app.api("/api/v1/duty", nil, headers: ["Authorization": "bearer  \(token)"]).status, .ok, "the scheme's case does not count")
        XCTAssertEqual(try app.api("/api/v1/duty", token, headers: ["Authorization": "Bearer \(token)"]).status, .unauthorized, "two at once")
    }

    /// Each route answers a token with its scope, and refuses one with all the others.
    func testEveryRoute_asksForItsScope() throws {
        let app = try RotaFixture.app()
        let all = APIExamples.all
        XCTAssertEqual(all.count, 10)
        for (pattern, scope, target) in all {
            XCTAssertEqual(try app.api(target, try app.makeToken([scope])).status, .ok, pattern)
            let refused = try app.api(target, try app.makeToken(Set(APIScope.allCases).subtracting([scope])))
            refused.checkProblem(.forbidden, "scope")
            XCTAssertEqual(refused.headers["WWW-Authenticate"], "Bearer realm=\"Practice Rota\", error=\"insufficient_scope\", scope=\"\(scope.rawValue)\"", pattern)
        }
    }

    func testDraft_hasAScopeOfItsOwn() throws {
        let app = try RotaFixture.app()
        for list in ["shifts", "cover", "gaps"] {
            let target = "/api/v1/\(list)?from=2026-11-23&to=2026-11-27&status=draft"
            try app.api(target, try app.makeToken([.rota])).checkProblem(.forbidden, "scope")
            XCTAssertGreaterThan(try app.api(target, try app.makeToken([.rota, .drafts])).items.count, 0, list)
            XCTAssertEqual(try app.api("/api/v1/\(list)?from=2026-11-23&to=2026-11-27", try app.makeToken([.rota])).items.count, 0, "nothing is published: \(list)")
        }
    }

    func testToken_endsInEveryWay() throws {
        let app = try RotaFixture.app()
        let revoked = try app.makeToken()
        XCTAssertEqual(try app.api("/api/v1/duty", revoked).status, .ok)
        try app.store.write { db in XCTAssertTrue(try APITokenRepository(db).revoke(1, at: app.now)) }
        XCTAssertEqual(try app.api("/api/v1/duty", revoked).status, .unauthorized)

        let ending = try app.makeToken(expiresOn: day("2026-11-23"))
        app.now = London.instant(day("2026-11-23"), TimeOfDay(minutes: 1_439))
        XCTAssertEqual(try app.api("/api/v1/duty", ending).status, .ok, "through the end of its last day in London")
        app.now = app.now + 60
        XCTAssertEqual(try app.api("/api/v1/duty", ending).status, .unauthorized)

        for change in ["UPDATE accounts SET active = 0 WHERE username = 'gone'", "UPDATE accounts SET active = 1, role = 'clinician' WHERE username = 'gone'"] as [StaticString] {
            let orphan = try app.makeToken(by: "gone")
            XCTAssertEqual(try app.api("/api/v1/duty", orphan).status, .ok)
            try app.store.write { db in try db.run(change) }
            XCTAssertEqual(try app.api("/api/v1/duty", orphan).status, .unauthorized, "\(change)")
            try app.store.write { db in try db.run("UPDATE accounts SET active = 1, role = 'admin' WHERE username = 'gone'") }
        }
    }

    func testLastUse_isNotedOnceAMinute() throws {
        let app = try RotaFixture.app(), token = try app.makeToken(), start = app.now
        func lastUsed() throws -> Instant? { try app.store.write { db in try APITokenRepository(db).find(1)?.lastUsedAt } }
        _ = try app.api("/api/v1/duty", token)
        XCTAssertEqual(try lastUsed(), start)
        app.now = start + 59
        _ = try app.api("/api/v1/duty", token)
        XCTAssertEqual(try lastUsed(), start)
        app.now = start + 60
        _ = try app.api("/api/v1/duty", token)
        XCTAssertEqual(try lastUsed(), start + 60)
    }

    func testRate_isLimitedForEachToken() throws {
        let app = try RotaFixture.app(), token = try app.makeToken(), other = try app.makeToken()
        for count in 1...APIRateLimit.perMinute {
            let answer = try app.api("/api/v1/locations", token)
            XCTAssertEqual(answer.status, .ok)
            if count == 1 { XCTAssertEqual(answer.headers["RateLimit"], "\"token\";r=599;t=60") }
        }
        app.now = app.now + 20
        let refused = try app.api("/api/v1/locations", token)
        refused.checkProblem(.tooManyRequests, "too-many")
        XCTAssertEqual(refused.headers["Retry-After"], "40")
        XCTAssertEqual(refused.headers["RateLimit"], "\"token\";r=0;t=40")
        XCTAssertEqual(try app.api("/api/v1/locations", other).status, .ok)
        app.now = app.now + 40
        XCTAssertEqual(try app.api("/api/v1/locations", token).status, .ok)
    }

    /// Programs never get a page, and pages of other sites nothing at all.
    func testRefusals_areProblems() throws {
        let app = try RotaFixture.app(), token = try app.makeToken()
        try app.signIn(as: .admin)
        try app.api("/api/v1/nothing", token).checkProblem(.notFound, "not-found")
        try app.api("/api", nil).checkProblem(.notFound, "not-found")
        try app.api("/api/v1/clinicians/99", token).checkProblem(.notFound, "not-found")
        try app.api("/api/v1/clinicians/0x1", token).checkProblem(.notFound, "not-found")
        let post = try app.api("/api/v1/clinicians", token, method: .post)
        post.checkProblem(.methodNotAllowed, "method")
        XCTAssertEqual(post.headers["Allow"], "GET, HEAD, OPTIONS")
        let preflight = try app.api("/api/v1/clinicians", nil, method: .options, headers: ["Origin": "https://evil.example", "Access-Control-Request-Method": "GET"])
        XCTAssertEqual(preflight.status, .noContent)
        let cross = try app.api("/api/v1/clinicians", token, headers: ["Origin": "https://evil.example"])
        for answer in [preflight, cross] { XCTAssertFalse(answer.headers.all.contains { $0.name.lowercased().hasPrefix("access-control") }) }
    }

    func testProblems_areExplainedOnThePage() throws {
        let app = try TestApp()
        let page = try app.get("/help/api")
        XCTAssertEqual(page.status, .ok)
        for kind in APIProblem.Kind.allCases { XCTAssertTrue(page.text.contains("<div id=\"\(kind.anchor)\">"), kind.rawValue) }
        for (pattern, _, _) in APIExamples.all { XCTAssertTrue(page.words.contains("GET \(APIDocument.path(pattern))"), pattern) }
    }

    /// A token's line in the log has its number and nothing of the secret.
    func testLog_hasTheTokensNumber() throws {
        let app = try RotaFixture.app(), token = try app.makeToken()
        _ = try app.api("/api/v1/clinicians?active=true", token)
        let line = try XCTUnwrap(app.log.last)
        XCTAssertTrue(line.hasSuffix(" user=- token=1"), line)
        XCTAssertTrue(line.contains("route=/api/v1/clinicians "), line)
        XCTAssertFalse(app.log.joined().contains(String(token.dropFirst(5))))
    }
}
