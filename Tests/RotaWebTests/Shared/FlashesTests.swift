import RotaStore
import TestSupport
import XCTest

@testable import RotaWeb

/// A form's answer doesn't wait for its message to reach the disk, and the next page has it for all that.
final class FlashesTests: XCTestCase {
    private func stored(_ app: TestApp, _ login: Int) throws -> String? {
        try app.store.read { db in try db.first("SELECT flash FROM logins WHERE id = :id", ["id": login]) { $0.optionalText(0) } ?? nil }
    }

    func testSay_isThereBeforeItIsWritten() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let login = try XCTUnwrap(try app.store.read { db in try db.first("SELECT max(id) FROM logins") { $0.int(0) } })
        let flashes = Flashes(), store = app.store
        try store.write { _ in
            // Another write is under way, so this one waits.
            flashes.say("Dr A was added.", to: login, in: store)
            XCTAssertEqual(flashes.waiting[login], "Dr A was added.")
        }
        XCTAssertEqual(try stored(app, login), "Dr A was added.")
        XCTAssertTrue(flashes.waiting.isEmpty, "what readers see is not kept")
    }

    func testSay_theLatestStands() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let login = try XCTUnwrap(try app.store.read { db in try db.first("SELECT max(id) FROM logins") { $0.int(0) } })
        let flashes = Flashes(), store = app.store
        try store.write { _ in
            flashes.say("First", to: login, in: store)
            flashes.say(nil, to: login, in: store)
            XCTAssertEqual(flashes.waiting[login], .some(nil), "shown already, though the disk doesn't know")
            flashes.say("Second", to: login, in: store)
            XCTAssertEqual(flashes.waiting[login], "Second")
        }
        XCTAssertEqual(try stored(app, login), "Second")
        XCTAssertTrue(flashes.waiting.isEmpty)
    }

    /// Two threads that answer the same person: the one that said its message first may be the last to bring it.
    func testSay_theLatestStandsInWhateverOrderTheyAreWritten() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let login = try XCTUnwrap(try app.store.read { db in try db.first("SELECT max(id) FROM logins") { $0.int(0) } })
        let flashes = Flashes(), store = app.store
        for isInOneBatch in [false, true] {
            let first = flashes.note("First", to: login), second = flashes.note("Second", to: login)
            if isInOneBatch {
                try store.write { _ in for number in [second, first] { flashes.write(number, to: login, in: store) } }
            } else {
                for number in [second, first] { flashes.write(number, to: login, in: store) }
            }
            XCTAssertEqual(try stored(app, login), "Second")
            XCTAssertTrue(flashes.waiting.isEmpty)
            flashes.say(nil, to: login, in: store)
            XCTAssertNil(try stored(app, login))
        }
    }

    func testPage_showsTheMessageOnce() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let form = try app.get("/clinicians/new")
        let answer = try app.browser.submit(form, form: "/clinicians", changing: ["name": "Dr Amara Okafor"])
        let path = try XCTUnwrap(answer.location)
        XCTAssertTrue(try app.get(path).contains("Dr Amara Okafor was added."))
        XCTAssertFalse(try app.get(path).contains("Dr Amara Okafor was added."))
    }
}
