import Civil
import RotaStore
import SQLite
import TestSupport
import XCTest

/// Mail in the database: queued once, taken by one, and tried as often as issue 5.11 says.
final class OutboxRepositoryTests: XCTestCase {
    private let start = Instant(seconds: 1_795_000_000)

    private func mail(_ key: String, secret: Bool = false, expires: Instant? = nil) -> OutgoingMail {
        OutgoingMail(
            key: key, kind: "test", accountId: nil, toName: "Ann", toAddress: "ann@elm.example", subject: "Hello", text: "Text", html: "<p>", holdsSecret: secret,
            unsubscribe: nil, messageId: "id-\(key)", expiresAt: expires)
    }

    private func entry(_ store: Store, _ id: Int = 1) throws -> OutboxEntry { try XCTUnwrap(try store.read { db in try OutboxList(db).find(id) }) }

    private func bodies(_ store: Store) throws -> [String?] {
        try store.read { db in try db.all("SELECT text FROM outbox ORDER BY id") { $0.optionalText(0) } }
    }

    func testQueue_takesAKeyOnce() throws {
        let store = try TemporaryStore()
        for key in ["a", "a", "b"] { try store.store.write { db in try OutboxRepository(db).queue(mail(key), at: start) } }
        XCTAssertEqual(try store.store.read { db in try OutboxList(db).page(nil, limit: 9, offset: 0).count }, 2)
    }

    func testTakeNext_givesEachOnce_theOldestFirst() throws {
        let store = try TemporaryStore()
        try store.store.write { db in
            try OutboxRepository(db).queue(mail("late"), at: start + 5)
            try OutboxRepository(db).queue(mail("early"), at: start)
        }
        let taken = try store.store.write { db in try (0..<3).map { _ in try OutboxRepository(db).takeNext(at: start + 5) } }
        XCTAssertEqual(taken.map { $0?.messageId }, ["id-early", "id-late", nil])
        XCTAssertEqual(taken.first??.attempts, 1)
        XCTAssertNil(try store.store.write { db in try OutboxRepository(db).takeNext(at: start + 99_999) }, "what is being sent is nobody else's")
    }

    func testTakeNext_leavesWhatIsNotDue() throws {
        let store = try TemporaryStore()
        try store.store.write { db in try OutboxRepository(db).queue(mail("a"), at: start + 1) }
        XCTAssertNil(try store.store.write { db in try OutboxRepository(db).takeNext(at: start) })
        XCTAssertEqual(try store.store.read { db in try OutboxRepository(db).nextDue() }, start + 1)
    }

    func testMarkSent_wipesWhatOpensSomething() throws {
        let store = try TemporaryStore()
        try store.store.write { db in
            let outbox = OutboxRepository(db)
            try outbox.queue(mail("a", secret: true), at: start)
            try outbox.queue(mail("b"), at: start)
            for _ in 0..<2 { try outbox.markSent(try XCTUnwrap(outbox.takeNext(at: start)).id, at: start) }
        }
        XCTAssertEqual(try bodies(store.store), [nil, "Text"])
        XCTAssertEqual(try entry(store.store).state, .sent)
    }

    /// 1 m, 5 m, 30 m, 2 h, 12 h, then failed.
    func testPostponeDue_waitsLongerEachTime_thenFails() throws {
        let store = try TemporaryStore()
        var now = start
        try store.store.write { db in
            for key in ["a", "b"] { try OutboxRepository(db).queue(mail(key), at: start) }
        }
        for (attempt, pause) in [60, 300, 1_800, 7_200, 43_200].enumerated() {
            XCTAssertEqual(try store.store.write { db in try OutboxRepository(db).postponeDue(because: "no way", at: now) }, 0)
            for id in 1...2 {
                XCTAssertEqual(try entry(store.store, id).nextAt, now + pause)
                XCTAssertEqual(try entry(store.store, id).attempts, attempt + 1)
            }
            now = now + pause
        }
        XCTAssertEqual(try store.store.write { db in try OutboxRepository(db).postponeDue(because: "no way", at: now) }, 2)
        let failed = try entry(store.store)
        XCTAssertEqual([failed.state.rawValue, failed.lastError, "\(failed.attempts)"], ["failed", "no way", "6"])
        XCTAssertEqual(failed.endedAt, now)
        XCTAssertEqual(try store.store.write { db in try OutboxRepository(db).postponeDue(because: "again", at: now + 99_999) }, 0)
    }

    func testRecover_sendsAgainWhatADeadProcessWasSending_andSlowsWhatItMayDieOf() throws {
        let store = try TemporaryStore()
        try store.store.write { db in try OutboxRepository(db).queue(mail("a"), at: start) }
        for round in 1...7 {
            XCTAssertNotNil(try store.store.write { db in try OutboxRepository(db).takeNext(at: start + 9_999 * round) })
            XCTAssertEqual(try store.store.write { db in try OutboxRepository(db).recover(at: start + 9_999 * round) }, 1)
            XCTAssertEqual(try entry(store.store).nextAt, start + 9_999 * round + (round < 6 ? 0 : 7_200))
        }
        XCTAssertEqual(try store.store.write { db in try OutboxRepository(db).recover(at: start) }, 0)
    }

    func testDropExpired_givesUpWhatIsOfNoUse_andForgetsIt() throws {
        let store = try TemporaryStore()
        try store.store.write { db in
            let outbox = OutboxRepository(db)
            for key in ["waits", "fails", "sends", "goes"] { try outbox.queue(mail(key, secret: true, expires: key == "goes" ? start + 11 : start + 10), at: start) }
            try db.run("UPDATE outbox SET state = 'failed', next_at = NULL, ended_at = :at WHERE key = 'fails'", ["at": start.iso])
            try db.run("UPDATE outbox SET state = 'sending' WHERE key = 'sends'")
        }
        XCTAssertEqual(try store.store.write { db in try OutboxRepository(db).dropExpired(at: start + 9) }, 0)
        XCTAssertEqual(try store.store.write { db in try OutboxRepository(db).dropExpired(at: start + 10) }, 2)
        XCTAssertEqual(try store.store.read { db in try OutboxList(db).page(nil, limit: 9, offset: 0).map(\.state) }, [.waiting, .sending, .dropped, .dropped])
        XCTAssertEqual(try bodies(store.store), [nil, nil, "Text", "Text"])
        XCTAssertFalse(try store.store.write { db in try OutboxRepository(db).retry(1, at: start) }, "its words are gone")
    }

    func testRetry_givesAllTriesAgain() throws {
        let store = try TemporaryStore()
        try store.store.write { db in
            for key in ["failed", "sent", "fresh"] { try OutboxRepository(db).queue(mail(key), at: start) }
            try db.run("UPDATE outbox SET state = 'failed', attempts = 6, next_at = NULL, ended_at = :at WHERE key = 'failed'", ["at": start.iso])
            try db.run("UPDATE outbox SET state = 'sent', next_at = NULL, ended_at = :at WHERE key = 'sent'", ["at": start.iso])
        }
        XCTAssertEqual(try store.store.write { db in try OutboxRepository(db).retryAll(at: start + 3) }, 1)
        let again = try entry(store.store)
        XCTAssertEqual(again.state, .waiting)
        XCTAssertEqual(again.attempts, 0)
        XCTAssertEqual(again.nextAt, start + 3)
        XCTAssertFalse(try store.store.write { db in try OutboxRepository(db).retry(2, at: start) }, "sent is sent")
        XCTAssertFalse(try store.store.write { db in try OutboxRepository(db).retry(9, at: start) })
    }

    func testPrune_forgetsWhatEndedLongAgo_andNothingThatWaits() throws {
        let store = try TemporaryStore()
        try store.store.write { db in
            for key in ["old", "new", "waits"] { try OutboxRepository(db).queue(mail(key), at: start) }
            try db.run("UPDATE outbox SET state = 'sent', next_at = NULL, ended_at = :at WHERE key = 'old'", ["at": start.iso])
            try db.run("UPDATE outbox SET state = 'sent', next_at = NULL, ended_at = :at WHERE key = 'new'", ["at": (start + 9).iso])
        }
        XCTAssertEqual(try store.store.write { db in try OutboxRepository(db).prune(endedBefore: start + 9) }, 1)
        XCTAssertEqual(try store.store.read { db in try OutboxList(db).page(nil, limit: 9, offset: 0).map(\.id) }, [3, 2])
    }
}
