import XCTest
@testable import HTTP

final class RouterTests: XCTestCase {
    private func router(_ rows: (Method, String)...) throws -> Router<String> {
        try Router(rows.map { Route($0, $1, "\($0.rawValue) \($1)") })
    }

    private func path(_ text: String) -> RequestPath {
        RequestPath(segments: text == "/" ? [] : text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init))
    }

    private func found(_ router: Router<String>, _ method: Method, _ text: String) -> (String, RouteParameters)? {
        guard case .found(let action, let parameters) = router.match(method, path(text)) else { return nil }
        return (action, parameters)
    }

    func testMatch_prefersLiteralsToParameters() throws {
        let router = try router((.get, "/"), (.get, "/clinicians"), (.get, "/clinicians/:id"), (.get, "/clinicians/new"), (.get, "/clinicians/:id/terms/new"), (.get, "/clinicians/:clinician/terms/:term"))
        XCTAssertEqual(found(router, .get, "/")?.0, "GET /")
        XCTAssertEqual(found(router, .get, "/clinicians/new")?.0, "GET /clinicians/new")
        XCTAssertEqual(found(router, .get, "/clinicians/17")?.1["id"], "17")
        XCTAssertEqual(found(router, .get, "/clinicians/17/terms/new")?.0, "GET /clinicians/:id/terms/new")
        let term = found(router, .get, "/clinicians/17/terms/3")
        XCTAssertEqual(term?.1["clinician"], "17")
        XCTAssertEqual(term?.1.int("term"), 3)
        XCTAssertNil(term?.1["id"])
    }

    func testMatch_turnsBackFromALiteralThatLeadsNowhere() throws {
        let router = try router((.get, "/clinicians/new"), (.get, "/clinicians/:id/terms"))
        XCTAssertEqual(found(router, .get, "/clinicians/new/terms")?.1["id"], "new")
    }

    func testMatch_findsNothingForOtherPaths() throws {
        let router = try router((.get, "/clinicians/:id"), (.get, "/public/*file"))
        for text in ["/", "/clinicians", "/clinicians/", "/clinicians/1/", "/clinicians/1/x", "/clinicians//", "/Clinicians/1", "/public", "/public/", "/public/a//b"] {
            guard case .notFound = router.match(.get, path(text)) else { return XCTFail(text) }
        }
        XCTAssertEqual(found(router, .get, "/public/fonts/a.woff2")?.1["file"], "fonts/a.woff2")
    }

    func testMatch_namesTheAllowedMethods() throws {
        let router = try router((.post, "/a"), (.get, "/a"), (.delete, "/b"))
        guard case .methodNotAllowed(let allow) = router.match(.put, path("/a")) else { return XCTFail("found") }
        XCTAssertEqual(allow, [.get, .head, .post, .options])
        guard case .methodNotAllowed(let other) = router.match(.get, path("/b")) else { return XCTFail("found") }
        XCTAssertEqual(other, [.delete, .options])
    }

    func testMatch_servesHeadByGet() throws {
        let router = try router((.get, "/a"), (.get, "/b"), (.head, "/b"), (.post, "/c"))
        XCTAssertEqual(found(router, .head, "/a")?.0, "GET /a")
        XCTAssertEqual(found(router, .head, "/b")?.0, "HEAD /b")
        XCTAssertNil(found(router, .head, "/c"))
    }

    /// RFC 9110 §9.3.6 to §9.3.8.
    func testMatch_decidesAboutWhatConcernsNoRoute() throws {
        let router = try router((.get, "/a"), (.post, "/b"), (.get, "/:any"))
        func allow(_ method: Method, _ target: String) throws -> (Status, [Method])? {
            switch router.match(try Request(method, target)) {
            case .options(let allow): (.noContent, allow)
            case .methodNotAllowed(let allow): (.methodNotAllowed, allow)
            case .found, .notFound: nil
            }
        }
        let table: [(Method, String, Status, [Method])] = [
            (.options, "/a", .noContent, [.get, .head, .options]), (.options, "/b", .noContent, [.post, .options]), (.options, "*", .noContent, [.get, .head, .post, .options]),
            (.options, "http://a", .noContent, [.get, .head, .post, .options]), (.options, "/*", .noContent, [.get, .head, .options]),
            (.trace, "/a", .methodNotAllowed, [.get, .head, .options]), (.connect, "a:1", .methodNotAllowed, []), (.delete, "/b", .methodNotAllowed, [.post, .options]),
        ]
        for (method, target, status, methods) in table {
            let given = try allow(method, target)
            XCTAssertEqual(given?.0, status, "\(method) \(target)")
            XCTAssertEqual(given?.1, methods, "\(method) \(target)")
        }
        XCTAssertNil(try allow(.options, "/x/y"), "what is not there has no methods")
    }

    func testInit_refusesPatternsThatMatchTheSame() {
        XCTAssertThrowsError(try router((.get, "/a/:id"), (.get, "/a/:name"))) {
            XCTAssertEqual($0 as? RouterError, .duplicate(.get, "/a/:id", "/a/:name"))
        }
        XCTAssertThrowsError(try router((.get, "/"), (.get, "/")))
        XCTAssertNoThrow(try router((.get, "/a/:id"), (.post, "/a/:id"), (.get, "/a/b")))
    }

    func testInit_refusesBadPatterns() {
        for pattern in ["", "a", "/a/", "//", "/a//b", "/:", "/*", "/a/*rest/b", "/:a/:a"] {
            XCTAssertThrowsError(try router((.get, pattern)), pattern) { XCTAssertEqual($0 as? RouterError, .badPattern(pattern)) }
        }
    }

    func testInt_readsIdsOnly() {
        for text in ["", "-1", "+1", "01", "1.0", "1a", "99999999999999999999", "１"] { XCTAssertNil(RouteParameters(["id": text]).int("id"), text) }
        XCTAssertEqual(RouteParameters(["id": "0"]).int("id"), 0)
        XCTAssertEqual(RouteParameters(["id": "9223372036854775807"]).int("id"), .max)
    }
}
