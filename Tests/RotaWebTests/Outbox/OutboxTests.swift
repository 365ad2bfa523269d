import Civil
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// The page of the outbox (issue 5.11).
final class OutboxTests: XCTestCase {
    private func app(_ count: Int = 1, mail: MailTransport = .smtp, secret: String = "https://rota.elm.example/join/SECRET") throws -> TestApp {
        let app = try TestApp { settings in
            (settings.mailTransport, settings.smtpHost, settings.mailFrom, settings.baseURL) = (mail, "smtp.elm.example", "rota@elm.example", "http://localhost")
        }
        try app.signIn(as: .manager)
        try app.store.write { db in
            for number in 0..<count {
                try OutboxRepository(db).queue(
                    OutgoingMail(
                        key: "k\(number)", kind: "password-reset", accountId: nil, toName: "Ann <b>Moss</b>", toAddress: "ann\(number)@elm.example", subject: "Hello \(number)", text: secret,
                        html: secret, holdsSecret: true, unsubscribe: nil, messageId: "id\(number)"), at: app.now)
            }
        }
        return app
    }

    private func fail(_ app: TestApp, _ id: Int, _ error: String = "While connecting: Connection refused.") throws {
        _ = try app.store.write { db in
            try db.run(
                "UPDATE outbox SET state = 'failed', attempts = 6, next_at = NULL, ended_at = :at, last_error = :error WHERE id = :id",
                ["at": app.now.iso, "id": id, "error": error])
        }
    }

    private func state(_ app: TestApp, _ id: Int = 1) throws -> OutboxState? { try app.store.read { db in try OutboxList(db).find(id)?.state } }

    func testIndex_showsToWhomAndWhat_neverTheWords() throws {
        let app = try app()
        try fail(app, 1, "550 <script>no</script>")
        let page = try app.get("/outbox")
        XCTAssertTrue(page.contains("Mail goes out by smtp.elm.example, port 587. It is from rota@elm.example."))
        XCTAssertTrue(page.contains("Ann &lt;b&gt;Moss&lt;/b&gt;"))
        XCTAssertTrue(page.contains("ann0@elm.example"))
        XCTAssertTrue(page.contains("Password reset, written 23 November 2026, 8:30am"))
        XCTAssertTrue(page.contains("550 &lt;script&gt;"))
        XCTAssertTrue(page.contains("6 times"))
        XCTAssertFalse(page.text.contains("SECRET"))
        for address in ["/outbox/1", "/outbox/1/text"] { XCTAssertEqual(try app.get(address).status, .notFound) }
    }

    func testIndex_filtersAndPages() throws {
        let app = try app(60)
        try fail(app, 7)
        XCTAssertTrue(try app.get("/outbox").contains("All (60) Waiting (59) Being sent (0) Failed (1) Sent (0) Given up (0)"))
        XCTAssertTrue(try app.get("/outbox?state=failed").contains("1 message"))
        XCTAssertTrue(try app.get("/outbox?state=failed").contains("ann6@elm.example"))
        XCTAssertFalse(try app.get("/outbox?state=failed").contains("ann7@elm.example"))
        XCTAssertTrue(try app.get("/outbox?page=2").contains("ann9@elm.example"))
        XCTAssertEqual(try app.get("/outbox?state=waiting&page=3").location, "/outbox?state=waiting")
        for query in ["state=nonsense", "page=0", "page=-1", "page=x", "state="] { XCTAssertEqual(try app.get("/outbox?\(query)").status, .ok, query) }
    }

    func testIndex_withMailOffSaysWhatToSet_andOffersNothingThatCantBe() throws {
        let app = try app(1, mail: .off)
        try fail(app, 1)
        let page = try app.get("/outbox")
        for words in ["Mail is not set up", "ROTA_SMTP_HOST", "ROTA_MAIL_FROM", "ROTA_BASE_URL"] { XCTAssertTrue(page.contains(words), words) }
        XCTAssertFalse(page.contains("Retry"))
        XCTAssertTrue(try self.app(0).get("/outbox").contains("No messages"))
    }

    func testRetry_makesItDueNow_andIsInTheAuditLog() throws {
        let app = try app(2)
        try fail(app, 1)
        app.now = app.now + 600
        XCTAssertEqual(try app.post("/outbox/1/retry").location, "/outbox")
        XCTAssertTrue(try app.get("/outbox").contains("The message to ann0@elm.example is tried again now."))
        let entry = try XCTUnwrap(try app.store.read { db in try OutboxList(db).find(1) })
        XCTAssertEqual(entry.state, .waiting)
        XCTAssertEqual(entry.attempts, 0)
        XCTAssertEqual(entry.nextAt, app.now)
        XCTAssertEqual(try app.store.read { db in try AuditLog(db).page(limit: 1).entries.first?.action }, "send mail again")
        XCTAssertEqual(try app.post("/outbox/99/retry").status, .notFound)
    }

    /// The page was open while it went: nothing is sent twice.
    func testRetry_ofOneThatIsSentByNow_isRefused() throws {
        let app = try app()
        try app.store.write { db in
            _ = try OutboxRepository(db).takeNext(at: app.now)
        }
        XCTAssertEqual(try app.post("/outbox/1/retry").status, .conflict)
        try app.store.write { db in try OutboxRepository(db).markSent(1, at: app.now) }
        XCTAssertEqual(try app.post("/outbox/1/retry").status, .conflict)
        XCTAssertEqual(try state(app), .sent)
    }

    func testRetryAll_takesTheFailedOnly_andSaysHowMany() throws {
        let app = try app(3)
        for id in 1...2 { try fail(app, id) }
        XCTAssertTrue(try app.get("/outbox").contains("Retry all 2 failed messages"))
        _ = try app.post("/outbox/retries")
        XCTAssertTrue(try app.get("/outbox").contains("2 messages are tried again now."))
        _ = try app.post("/outbox/retries")
        XCTAssertTrue(try app.get("/outbox").contains("There was nothing to try again."))
        XCTAssertEqual(try app.store.read { db in try AuditLog(db).page(limit: 9).entries.filter { $0.action == "send mail again" }.count }, 1)
    }

    func testIndex_isNotForClinicians() throws {
        let app = try app()
        let browser = TestBrowser(app)
        try browser.signIn(as: .clinician)
        XCTAssertEqual(try browser.get("/outbox").status, .forbidden)
        XCTAssertEqual(try browser.post("/outbox/1/retry").status, .forbidden)
        XCTAssertEqual(try state(app), .waiting)
    }

    /// What a program needs to write on the wire is made of the settings in one place.
    func testSettings_nameTheProgramByItsOwnAddress() {
        var settings = Settings()
        for (base, domain, helo) in [
            ("https://rota.elm.example", "rota.elm.example", "rota.elm.example"), ("https://rota.elm.example:8443", "rota.elm.example", "rota.elm.example"), ("http://127.0.0.1:8080", "127.0.0.1", ""),
            ("http://localhost", "localhost", ""), ("http://[::1]:8080", "[::1]", ""), ("", "localhost", ""),
        ] {
            settings.baseURL = base
            XCTAssertEqual(settings.mailDomain, domain, base)
            XCTAssertEqual(settings.smtp.helo, helo, base)
        }
        XCTAssertEqual(settings.smtp.port, 587)
        settings.smtpSecurity = .tls
        XCTAssertEqual(settings.smtp.port, 465)
        settings.smtpPort = 2525
        XCTAssertEqual(settings.smtp.port, 2525)
        XCTAssertNil(settings.mailRoute { _ in })
    }
}
