import Civil
import Foundation
import RotaStore
import Synchronization
import XCTest

@testable import Mail
@testable import RotaWeb

/// A way out that answers as a test says, and notes what it was given.
private final class ScriptedRoute: MailRoute {
    struct State {
        var opened = 0
        var closed = 0
        var sent: [Message] = []
        /// For each opening in turn; nil, or none left: it opens.
        var openings: [MailError?] = []
        /// For each message in turn; nil, or none left: it is taken.
        var answers: [MailError?] = []
        var whileSending: (@Sendable () -> Void)?
    }

    let state = Mutex(State())
    var words: String { "a test" }

    func open(_ watch: Watch) throws(MailError) -> any MailPassage {
        let error = state.withLock { state in
            state.opened += 1
            return state.openings.isEmpty ? nil : state.openings.removeFirst()
        }
        if let error { throw error }
        return ScriptedPassage(self)
    }
}

private final class ScriptedPassage: MailPassage {
    private let route: ScriptedRoute
    private(set) var isOpen = true

    init(_ route: ScriptedRoute) { self.route = route }

    func send(_ message: Message) throws(MailError) -> String {
        let (error, hook) = route.state.withLock { state in
            let error = state.answers.isEmpty ? nil : state.answers.removeFirst()
            if error == nil { state.sent.append(message) }
            return (error, state.whileSending)
        }
        hook?()
        guard let error else { return "250 OK" }
        if error.endsConnection { isOpen = false }
        throw error
    }

    func close() { route.state.withLock { $0.closed += 1 } }
}

/// Issue 5.11: nothing lost, nothing doubled, tried again as promised.
final class OutboxRunnerTests: XCTestCase {
    private static let later = MailError(.recipient, "451 later", endsConnection: false)
    private static let never = MailError(.recipient, "550 never", isPermanent: true, endsConnection: false)
    private static let broken = MailError(.content, "it broke", mayHaveArrived: true)
    private static let hungUp = MailError(.sender, "421 enough")
    private static let away = MailError(.connecting, "nobody there")
    private static let refused = MailError(.signingIn, "535 no", isPermanent: true)

    private func app(_ count: Int, to address: String = "ann@elm.example", expires: Instant? = nil) throws -> TestApp {
        let app = try TestApp { settings in
            (settings.mailTransport, settings.mailFrom, settings.baseURL) = (.smtp, "Elm Surgery <rota@elm.example>", "https://rota.elm.example")
        }
        try app.store.write { db in
            for number in 0..<count {
                try OutboxRepository(db).queue(
                    OutgoingMail(
                        key: "k\(number)", kind: "test", accountId: nil, toName: "Ann \(number)", toAddress: address, subject: "Hello \(number)", text: "Text", html: "<p>Text</p>",
                        holdsSecret: false, unsubscribe: nil, messageId: "id\(number)", expiresAt: expires), at: app.now)
            }
        }
        return app
    }

    private func work(_ app: TestApp, _ route: ScriptedRoute?, fresh: Bool = true, log: LogLines? = nil) -> Duration {
        var isFresh = fresh
        return OutboxRunner(app.practice, route: route, log: Log { log?.add($0.text) }).work(isFresh: &isFresh)
    }

    private func entries(_ app: TestApp) throws -> [OutboxEntry] { try app.store.read { db in try OutboxList(db).page(nil, limit: 500, offset: 0).reversed() } }

    private func states(_ app: TestApp) throws -> [String] { try entries(app).map(\.state.rawValue) }

    func testWork_sendsAllOnOneConnection_asTheyWereWritten() throws {
        let app = try app(3), route = ScriptedRoute()
        XCTAssertEqual(work(app, route), .seconds(600))
        let state = route.state.withLock { $0 }
        XCTAssertEqual([state.opened, state.closed], [1, 1])
        XCTAssertEqual(state.sent.map(\.subject), ["Hello 0", "Hello 1", "Hello 2"])
        XCTAssertEqual(state.sent.first?.id, "id0@rota.elm.example")
        XCTAssertEqual(state.sent.first?.date, TestApp.start.seconds)
        XCTAssertEqual(state.sent.first?.from.name, "Elm Surgery")
        XCTAssertEqual(state.sent.first?.to.name, "Ann 0")
        XCTAssertEqual(try states(app), ["sent", "sent", "sent"])
    }

    func testWork_opensNothingWhereNothingIsDue() throws {
        let app = try app(0), route = ScriptedRoute()
        XCTAssertEqual(work(app, route), .seconds(600))
        XCTAssertEqual(route.state.withLock { $0.opened }, 0)
    }

    func testWork_countsTheMessagesOfAConnection() throws {
        let app = try app(101), route = ScriptedRoute()
        _ = work(app, route)
        XCTAssertEqual(route.state.withLock { [$0.opened, $0.closed, $0.sent.count] }, [2, 2, 101])
    }

    /// While a message is under way, the disk has it as being sent: whoever is killed then sends it again.
    func testWork_hasEachOnTheDiskAsBeingSentBeforeItGoes() throws {
        let app = try app(2), route = ScriptedRoute(), seen = Mutex<[[String]]>([])
        nonisolated(unsafe) let unsafe = app
        route.state.withLock { $0.whileSending = { seen.withLock { $0.append((try? unsafe.store.read { db in try OutboxList(db).page(nil, limit: 9, offset: 0).reversed().map(\.state.rawValue) }) ?? []) } } }
        _ = work(app, route)
        XCTAssertEqual(seen.withLock { $0 }, [["sending", "waiting"], ["sent", "sending"]])
    }

    func testWork_takesBackWhatADeadProcessWasSending_underTheSameName() throws {
        let app = try app(1), route = ScriptedRoute()
        _ = try app.store.write { db in try OutboxRepository(db).takeNext(at: app.now) }
        _ = work(app, route, fresh: false)
        XCTAssertEqual(route.state.withLock { $0.sent.count }, 0, "only at the start")
        _ = work(app, route)
        XCTAssertEqual(route.state.withLock { $0.sent.map(\.id) }, ["id0@rota.elm.example"])
        XCTAssertEqual(try entries(app).first?.attempts, 2)
    }

    func testWork_triesARefusalForNowAgain_andTellsWhen() throws {
        let app = try app(2), route = ScriptedRoute(), log = LogLines()
        route.state.withLock { $0.answers = [Self.later] }
        XCTAssertEqual(work(app, route, log: log), .seconds(60))
        XCTAssertEqual(try states(app), ["waiting", "sent"])
        XCTAssertEqual(try entries(app).first?.lastError, "While naming the recipient: 451 later")
        XCTAssertEqual(log.all.count, 1)
        XCTAssertTrue(log.all[0].hasSuffix("level=warn job=mail id=1 kind=test attempts=1 stage=recipient state=waiting"), log.all[0])
        for pause in [60, 300, 1_800, 7_200, 43_200] {
            route.state.withLock { $0.answers = [Self.later] }
            app.now = app.now + (pause - 1)
            _ = work(app, route)
            XCTAssertEqual(route.state.withLock { $0.answers.count }, 1, "not before \(pause) s")
            app.now = app.now + 1
            _ = work(app, route)
            XCTAssertEqual(route.state.withLock { $0.answers.count }, 0)
        }
        XCTAssertEqual(try states(app), ["failed", "sent"])
        XCTAssertEqual(try entries(app).first?.attempts, 6)
    }

    func testWork_failsAtOnceWhatIsRefusedForGood_andTheLogNamesNobody() throws {
        let app = try app(1), route = ScriptedRoute(), log = LogLines()
        route.state.withLock { $0.answers = [Self.never] }
        _ = work(app, route, log: log)
        XCTAssertEqual(try states(app), ["failed"])
        XCTAssertTrue(log.all.joined().contains("level=error job=mail id=1"), log.all.joined())
        XCTAssertFalse(log.all.joined().contains("ann@"))
        let entry = try app.store.read { db in try AuditLog(db).page(limit: 1).entries.first }
        XCTAssertEqual(entry?.action, "mail failed")
        XCTAssertEqual(entry?.subject, "Hello 0 to ann@elm.example")
    }

    /// S0.75: those who look after the practice's settings are told; of a mail of notices only in the list, since another would go the same way.
    func testWork_tellsOfWhatFailedForGood() throws {
        let app = try app(2), route = ScriptedRoute(), manager = try app.makeAccount(role: .manager)
        try app.store.write { db in
            try NotificationChoices(db).set([.system], of: manager.id)
            _ = try db.run("UPDATE outbox SET kind = 'notices' WHERE id = 2")
        }
        route.state.withLock { $0.answers = [Self.never, Self.never] }
        _ = work(app, route)
        XCTAssertEqual(
            try app.notices(of: manager).map(\.words),
            [1, 0].map { "The mail “Hello \($0)” to ann@elm.example could not be sent, and is not tried again." })
        XCTAssertEqual(try app.notices(of: manager).map(\.path), ["/outbox", "/outbox"])
        XCTAssertEqual(try app.store.read { db in try db.all("SELECT notice_id FROM notice_readers WHERE mail_due IS NOT NULL") { $0.int(0) } }, [1])
    }

    func testWork_tellsOnceOfAWayThatIsBlockedForGood() throws {
        let app = try app(3), route = ScriptedRoute(), manager = try app.makeAccount(role: .manager)
        route.state.withLock { $0.openings = Array(repeating: Self.away, count: OutboxPatience.tries) }
        for _ in 0..<OutboxPatience.tries {
            _ = work(app, route, fresh: false)
            app.now = app.now + 13 * 3_600
        }
        XCTAssertEqual(try states(app), ["failed", "failed", "failed"])
        XCTAssertEqual(try app.notices(of: manager).map(\.words), ["3 mails could not be sent, because the mail server could not be reached for more than half a day."])
    }

    func testWork_aMessageThatCantBeMade_failsAloneAndSendsNothing() throws {
        let app = try app(1, to: "ann@elm.example\r\nBcc: eve@evil.example"), route = ScriptedRoute()
        _ = work(app, route)
        XCTAssertEqual(try states(app), ["failed"])
        XCTAssertEqual(route.state.withLock { $0.sent.count }, 0)
    }

    /// Whoever can't connect or sign in tries again, also where the server says "for good": it is not the mail's fault.
    func testWork_aBlockedWayPostponesAll() throws {
        for error in [Self.away, Self.refused] {
            let app = try app(3), route = ScriptedRoute()
            route.state.withLock { $0.openings = [error] }
            XCTAssertEqual(work(app, route), .seconds(60))
            XCTAssertEqual(try states(app), ["waiting", "waiting", "waiting"])
            XCTAssertEqual(try entries(app).map(\.attempts), [1, 1, 1])
            XCTAssertEqual(route.state.withLock { $0.opened }, 1)
        }
    }

    func testWork_callsAgainWhoeverHangsUpAfterSomeMessages_butNotAtTheFirst() throws {
        let app = try app(3), route = ScriptedRoute()
        route.state.withLock { $0.answers = [nil, Self.hungUp] }
        _ = work(app, route)
        XCTAssertEqual(try states(app), ["sent", "sent", "sent"])
        XCTAssertEqual(try entries(app).map(\.attempts), [1, 1, 1])
        XCTAssertEqual(route.state.withLock { $0.opened }, 2)
        let other = try self.app(1), first = ScriptedRoute()
        first.state.withLock { $0.answers = [Self.hungUp] }
        _ = work(other, first)
        XCTAssertEqual(try states(other), ["waiting"])
    }

    /// The server may have it: it is never sent again at once, and then under the same name.
    func testWork_waitsAfterABreakBehindTheFinalDot() throws {
        let app = try app(2), route = ScriptedRoute()
        route.state.withLock { $0.answers = [nil, Self.broken] }
        _ = work(app, route)
        XCTAssertEqual(try states(app), ["sent", "waiting"])
        XCTAssertEqual(route.state.withLock { $0.opened }, 1)
    }

    func testWork_dropsWhatIsOfNoUse() throws {
        let app = try app(1, expires: TestApp.start), route = ScriptedRoute()
        _ = work(app, route)
        XCTAssertEqual(try states(app), ["dropped"])
        XCTAssertEqual(route.state.withLock { $0.opened }, 0)
    }

    func testWork_withMailOffKeepsWhatWasQueuedBefore() throws {
        let app = try app(1)
        XCTAssertEqual(work(app, nil), .seconds(600))
        XCTAssertEqual(try states(app), ["waiting"])
    }

    func testWork_forgetsAfterSixMonths() throws {
        let app = try app(1), route = ScriptedRoute()
        _ = work(app, route)
        app.now = app.now + OutboxRunner.kept
        _ = work(app, route)
        XCTAssertEqual(try states(app), ["sent"])
        app.now = app.now + 1
        _ = work(app, route)
        XCTAssertEqual(try states(app), [])
    }

    /// It is queued while the thread sleeps, and goes at once: the bell rings in the transaction, and what it tells of is seen.
    func testStart_wakesByTheBell_andStops() throws {
        let app = try app(0), route = ScriptedRoute(), runner = OutboxRunner(app.practice, route: route, log: Log { _ in })
        runner.start()
        for number in 0..<20 {
            let post = Post(practice: app.practice, practiceName: "Elm"), mail = TestMail(frame: post.frame("It arrives", because: "You asked."), sender: "Ann")
            XCTAssertTrue(try app.store.write { db in try post.queue(mail, to: MailRecipient(name: "Ann", address: "ann@elm.example"), key: "t\(number)", db) })
            let end = Date(timeIntervalSinceNow: 5)
            while route.state.withLock({ $0.sent.count }) <= number, Date() < end { usleep(2_000) }
            XCTAssertEqual(route.state.withLock { $0.sent.count }, number + 1)
        }
        runner.stop()
        XCTAssertFalse(app.practice.readiness.isMailing)
    }

    func testReadiness_wantsTheThreadWhereMailIsOn() throws {
        let app = try app(2)
        XCTAssertEqual(try app.get("/readyz").status, .serviceUnavailable)
        XCTAssertTrue(try app.get("/readyz").contains("Mail is not being sent"))
        app.practice.readiness.mailing(true)
        app.now = app.now + 90
        XCTAssertEqual(try app.get("/readyz").text, #"{"outbox":{"failed":0,"oldest_seconds":90,"waiting":2},"status":"ok"}"# + "\n")
    }
}
