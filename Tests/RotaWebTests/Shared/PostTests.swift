import RotaStore
import SQLite
import XCTest

@testable import RotaWeb

/// Mail is put into the outbox in the transaction of what it tells (issue 5.11).
final class PostTests: XCTestCase {
    private struct Row: Sendable, Equatable {
        let key, kind, name, address, subject, text, html, state: String
    }

    private func app(mail: MailTransport = .smtp) throws -> TestApp {
        try TestApp { settings in
            settings.mailTransport = mail
            settings.baseURL = "https://rota.example.org"
        }
    }

    private func rows(_ app: TestApp) throws -> [Row] {
        try app.store.read { db in
            try db.all("SELECT key, kind, to_name, to_address, subject, text, html, state FROM outbox ORDER BY id") { row in
                Row(key: row.text(0), kind: row.text(1), name: row.text(2), address: row.text(3), subject: row.text(4), text: row.text(5), html: row.text(6), state: row.text(7))
            }
        }
    }

    private func send(_ app: TestApp, key: String = "test/1", from sender: String = "Zoë <b> & Co") throws -> Bool {
        let post = Post(practice: app.practice, practiceName: "Elm Surgery")
        let mail = TestMail(frame: post.frame("It arrives", because: "You asked for it."), sender: sender)
        return try app.store.write { db in try post.queue(mail, to: MailRecipient(name: "Ann Moss", address: "ann@example.com"), key: key, db) }
    }

    func testQueue_writesBothBodiesOfOneMarkup() throws {
        let app = try app()
        XCTAssertTrue(try send(app))
        let row = try XCTUnwrap(try rows(app).first)
        XCTAssertEqual([row.key, row.kind, row.name, row.address, row.subject, row.state], ["test/1", "test", "Ann Moss", "ann@example.com", "It arrives", "waiting"])
        XCTAssertTrue(row.html.contains("Zoë &lt;b&gt; &amp; Co sent this"), row.html)
        XCTAssertTrue(row.text.hasPrefix("Mail from Practice Rota arrives\n\nZoë <b> & Co sent this"), row.text)
        XCTAssertTrue(row.text.contains("You asked for it. Nobody reads answers to this address."), row.text)
        XCTAssertTrue(row.text.hasSuffix("Elm Surgery on Practice Rota:\nhttps://rota.example.org/\n"), row.text)
    }

    func testQueue_takesAKeyOnce() throws {
        let app = try app()
        XCTAssertTrue(try send(app, from: "First"))
        XCTAssertTrue(try send(app, from: "Second"))
        XCTAssertTrue(try send(app, key: "test/2", from: "Third"))
        XCTAssertEqual(try rows(app).map(\.key), ["test/1", "test/2"])
        XCTAssertTrue(try rows(app)[0].text.contains("First"))
    }

    func testQueue_keepsNothingWhereMailIsOff() throws {
        let app = try app(mail: .off)
        XCTAssertFalse(try send(app))
        XCTAssertEqual(try rows(app), [])
    }

    func testQueue_goesWithItsTransaction() throws {
        struct Broken: Error {}
        let app = try app()
        let post = Post(practice: app.practice, practiceName: "Elm Surgery")
        let mail = TestMail(frame: post.frame("It arrives", because: "You asked for it."), sender: "Ann")
        XCTAssertThrowsError(
            try app.store.write { db in
                try post.queue(mail, to: MailRecipient(name: "Ann", address: "ann@example.com"), key: "a", db)
                throw Broken()
            })
        XCTAssertEqual(try rows(app), [])
    }
}
