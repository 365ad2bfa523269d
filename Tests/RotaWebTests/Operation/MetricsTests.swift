import HTTP
import SQLite
import XCTest

@testable import RotaWeb

/// `/metrics` in Prometheus's text format 0.0.4: for who has the token, and nobody else (ASVS 13.4.5).
final class MetricsTests: XCTestCase {
    private let token = "0123456789abcdefghij"

    private func scrape(_ app: TestApp, _ authorization: String? = nil) throws -> TestResponse {
        try app.get("/metrics", headers: authorization.map { ["Authorization": $0] } ?? [:])
    }

    func testMetrics_areForWhoHasTheToken() throws {
        XCTAssertEqual(try scrape(TestApp(), "Bearer ").status, .notFound, "off unless a token is set")
        let app = try TestApp { $0.metricsToken = token }
        for wrong in [nil, "", "Bearer", "Bearer ", "Bearer 0123456789abcdefghi", "Basic \(token)", token, "Bearer \(token) "] {
            let response = try scrape(app, wrong)
            XCTAssertEqual(response.status, .unauthorized, wrong ?? "none")
            XCTAssertEqual(response.headers["WWW-Authenticate"], "Bearer")
        }
        try app.signIn(as: .manager)
        XCTAssertEqual(try scrape(app).status, .unauthorized, "a login is no token")
        let response = try scrape(app, "Bearer \(token)")
        XCTAssertEqual(response.status, .ok)
        XCTAssertEqual(response.headers["Content-Type"], "text/plain; version=0.0.4; charset=utf-8")
        XCTAssertEqual(response.headers.values("Set-Cookie"), [])
    }

    func testMonitor_answersMetricsAndNothingElse() throws {
        let app = try TestApp()
        XCTAssertEqual(app.app.respondToMonitor(try Request(.get, "/metrics")).status, .ok)
        for target in ["/", "/healthz", "/sign-in", "/metrics/"] { XCTAssertEqual(app.app.respondToMonitor(try Request(.get, target)).status, .notFound, target) }
        XCTAssertEqual(app.app.respondToMonitor(try Request(.post, "/metrics")).status, .notFound)
    }

    func testRequests_areCountedByMethodRouteAndStatus() throws {
        let app = try TestApp { $0.metricsToken = token }
        try app.signIn(as: .manager)
        for id in 1...3 { _ = try app.get("/clinicians/\(id)") }
        _ = try app.browser.send(.head, "/healthz")
        for path in ["/secret/name", "/other"] { _ = try app.get(path) }
        app.practice.metrics.countRefusal(.contentTooLarge)
        app.practice.metrics.add(Gauge("rota_backup_age_seconds", "Age of the last backup.") { 12.5 })
        app.practice.metrics.add(Gauge("rota_nothing", "Nothing now.") { nil })
        let page = try scrape(app, "Bearer \(token)")
        for line in [
            "rota_build_info{version=\"0.0.1\"} 1", "rota_http_requests_total{method=\"GET\",route=\"/clinicians/:id\",status=\"404\"} 3",
            "rota_http_requests_total{method=\"HEAD\",route=\"/healthz\",status=\"200\"} 1", "rota_http_requests_total{method=\"GET\",route=\"-\",status=\"404\"} 2",
            "rota_http_request_duration_seconds_count{route=\"/clinicians/:id\"} 3", "rota_http_request_duration_seconds_bucket{route=\"/clinicians/:id\",le=\"+Inf\"} 3",
            "rota_http_refused_total{status=\"413\"} 1", "rota_http_requests_in_flight 1", "rota_logins 1", "rota_generations{state=\"failed\"} 0", "rota_backup_age_seconds 12.5",
        ] {
            XCTAssertTrue(page.text.contains("\n\(line)\n") || page.text.hasPrefix("\(line)\n"), line)
        }
        for text in ["secret", "rota_nothing", "/clinicians/1", token] { XCTAssertFalse(page.text.contains(text), text) }
    }

    /// The plain door's answers too, which speak of no transport security (RFC 6797 §7.2).
    func testRedirects_areCounted() throws {
        let app = try TestApp { ($0.metricsToken, $0.baseURL) = (token, "https://rota.example") }
        let response = app.app.noteRedirect(try Request(.get, "/sign-in")) { _ in Response(.permanentRedirect) }
        XCTAssertEqual(response.status, .permanentRedirect)
        XCTAssertNil(response.headers["Strict-Transport-Security"])
        XCTAssertNotNil(response.headers["X-Request-Id"])
        let page = app.app.respondToMonitor(try Request(.get, "/metrics"))
        guard case .bytes(let bytes) = page.body else { return XCTFail("no page") }
        XCTAssertTrue(String(decoding: bytes, as: UTF8.self).contains("\nrota_http_requests_total{method=\"GET\",route=\"redirect\",status=\"308\"} 1\n"))
    }

    /// conventions §3: "db busy".
    func testDatabase_tellsHowOftenItWasLocked() throws {
        let app = try TestApp(patience: 20) { $0.metricsToken = token }
        XCTAssertTrue(try scrape(app, "Bearer \(token)").contains("\nrota_database_busy_total 0\n"))
        let other = try Connection(path: app.store.database.path, mode: .readWrite)
        try other.run("BEGIN IMMEDIATE")
        for _ in 0..<2 { XCTAssertThrowsError(try app.store.write { _ in }) }
        try other.run("ROLLBACK")
        XCTAssertTrue(try scrape(app, "Bearer \(token)").contains("\nrota_database_busy_total 2\n"))
    }

    /// The grammar, line by line: every sample below its HELP and TYPE, every family once, no series twice, buckets that only grow.
    func testPage_keepsToTheGrammar() throws {
        let app = try TestApp { $0.metricsToken = token }
        try app.signIn(as: .manager)
        for target in ["/clinicians", "/rota", "/nothing", app.practice.assets.address("app.css")] { _ = try app.get(target) }
        let text = try scrape(app, "Bearer \(token)").text
        XCTAssertTrue(text.hasSuffix("\n"))
        var families: [String: String] = [:], series: Set<String> = [], family = "", helped = "", buckets: [String: Double] = [:]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if let match = line.wholeMatch(of: #/# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)/#) {
                helped = String(match.1)
            } else if let match = line.wholeMatch(of: #/# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)/#) {
                family = String(match.1)
                XCTAssertEqual(helped, family)
                XCTAssertNil(families.updateValue(String(match.2), forKey: family), "\(family) twice")
                XCTAssertEqual(match.2 == "counter", family.hasSuffix("_total"), "counters are called _total: \(family)")
            } else if let match = line.wholeMatch(of: #/([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)+\})? (\d+(?:\.\d+)?(?:e-?\d+)?)/#) {
                let suffixes = families[family] == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
                XCTAssertTrue(suffixes.contains { family + $0 == match.1 }, "\(line) stands below \(family)")
                XCTAssertTrue(series.insert("\(match.1)\(match.2 ?? "")").inserted, "\(line) twice")
                guard match.1.hasSuffix("_bucket"), let value = Double(match.3) else { continue }
                let route = String((match.2 ?? "").prefix { $0 != "," })
                XCTAssertGreaterThanOrEqual(value, buckets[route] ?? 0, String(line))
                buckets[route] = value
            } else {
                XCTFail("no line of the format: \(line)")
            }
        }
        XCTAssertGreaterThan(families.count, 15)
        XCTAssertTrue(series.contains("process_resident_memory_bytes"))
    }

    func testExposition_escapes() {
        var page = Exposition()
        page.family("a_b", .gauge, "Back\\slash \"quoted\"\nnext")
        page.sample("a_b", [("x", "\"\\\n"), ("y", "é")], 0.25)
        page.sample("a_b", [], .infinity)
        XCTAssertEqual(String(decoding: page.bytes, as: UTF8.self), "# HELP a_b Back\\\\slash \"quoted\"\\nnext\n# TYPE a_b gauge\na_b{x=\"\\\"\\\\\\n\",y=\"é\"} 0.25\na_b +Inf\n")
    }

    func testCounters_loseNothingUnderContention() async {
        let counters = AtomicCounters(count: 2)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { for _ in 0..<10_000 { counters.add(1, at: 1) } } }
        }
        counters.add(1, at: 2)
        counters.add(1, at: -1)
        XCTAssertEqual([counters[0], counters[1], counters[2], counters[-1]], [0, 80_000, 0, 0])
    }
}
