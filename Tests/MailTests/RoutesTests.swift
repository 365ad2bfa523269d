import Foundation
import Synchronization
import XCTest

@testable import Mail

/// Ways out that need no mail server.
final class RoutesTests: XCTestCase {
    private var folder = URL(fileURLWithPath: "/nonexistent")

    override func setUp() { folder = FileManager.default.temporaryDirectory.appending(path: "mail-\(UUID().uuidString)") }
    override func tearDown() { try? FileManager.default.removeItem(at: folder) }

    private func message(id: String = "abc@elm.example", text: String = "Hello") throws -> Message {
        try Message(from: XCTUnwrap(Mailbox("rota@elm.example")), to: XCTUnwrap(Mailbox("ann@elm.example")), subject: "Hello", text: text, id: id, date: 0)
    }

    /// A message that is sent again, after a kill, replaces itself.
    func testFile_isOneForEachMessage() throws {
        let passage = try FileRoute(folder: folder.path).open(Watch())
        _ = try passage.send(try message())
        _ = try passage.send(try message(text: "Hello again"))
        _ = try passage.send(try message(id: "../../etc/x@elm.example"))
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted(), [".._.._etc_x.eml", "abc.eml"])
        XCTAssertTrue(try String(contentsOf: folder.appending(path: "abc.eml"), encoding: .utf8).hasSuffix("Hello again\r\n"))
    }

    func testFile_thatCannotBeWrittenIsForLater() throws {
        let passage = try FileRoute(folder: folder.path).open(Watch())
        try FileManager.default.removeItem(at: folder)
        XCTAssertThrowsError(try passage.send(try message())) { XCTAssertEqual(($0 as? MailError)?.isPermanent, false) }
    }

    func testLog_showsTheMessage() throws {
        let shown = Mutex<[String]>([])
        _ = try LogRoute { message in shown.withLock { $0.append(message.text) } }.open(Watch()).send(try message())
        XCTAssertEqual(shown.withLock { $0 }, ["Hello"])
    }

    /// The program stops while the other one works.
    func testSendmail_isEndedByAStop() throws {
        let program = folder.path + ".sh"
        try Data("#!/bin/sh\nsleep 30\n".utf8).write(to: URL(fileURLWithPath: program))
        defer { try? FileManager.default.removeItem(atPath: program) }
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
        let end = Date(timeIntervalSinceNow: 0.3)
        let passage = try SendmailRoute(path: program).open(Watch(isCancelled: { Date() > end }))
        let start = Date()
        XCTAssertThrowsError(try passage.send(try message())) { XCTAssertEqual(($0 as? MailError)?.mayHaveArrived, true) }
        XCTAssertLessThan(Date().timeIntervalSince(start), 5)
    }
}
