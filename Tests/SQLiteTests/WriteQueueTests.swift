import Dispatch
import Foundation
import Locks
import Synchronization
import XCTest

@testable import SQLite

/// Group commit: what many writers may rely on, as if each had a transaction of its own.
final class WriteQueueTests: WriteQueueTestCase {
    func testWrite_thoseWhoWaitShareOneCommitInTheOrderTheyCame() throws {
        let hook = watchCommits()
        let names = (0..<10).map { "word \($0)" }
        crowd.write(names.map(adding))
        XCTAssertEqual(try words, names)
        XCTAssertEqual(crowd.errors, [:])
        XCTAssertEqual(hook.count, 1)
    }

    func testWrite_nobodyIsAnsweredBeforeTheCommit() throws {
        let early = Atomic<Int>(-1)
        let crowd = try XCTUnwrap(crowd)
        let hook = watchCommits { _ in
            early.store(crowd.answered, ordering: .sequentiallyConsistent)
            return true
        }
        crowd.write((0..<5).map { adding("\($0)") })
        XCTAssertEqual(early.load(ordering: .sequentiallyConsistent), 0)
        XCTAssertEqual(crowd.answered, 5)
        XCTAssertEqual(hook.count, 1)
    }

    func testWrite_eachGetsItsOwnResult() throws {
        let results = Monitor<[Int: Int]>([:])
        let database = try XCTUnwrap(database)
        DispatchQueue.concurrentPerform(iterations: 200) { number in
            let id = try? database.write { db in
                try db.insert("INSERT INTO word (text) VALUES (:text)", ["text": "\(number)"])
            }
            results.withLock { $0[number] = id }
        }
        let stored = try database.read { db in try db.all("SELECT text, id FROM word") { ($0.text(0), $0.int(1)) } }
        XCTAssertEqual(stored.count, 200)
        for (text, id) in stored { XCTAssertEqual(results.withLock { $0[Int(text) ?? -1] }, id) }
    }

    func testWrite_bodyThatThrowsFailsAlone() throws {
        let hook = watchCommits()
        let failing: @Sendable (Connection) throws -> Void = { db in
            try db.run("INSERT INTO word (text) VALUES ('lost')")
            throw Missing()
        }
        crowd.write([adding("a"), failing, adding("b"), adding("a"), adding("c")])
        XCTAssertEqual(try words, ["a", "b", "c"])
        XCTAssertEqual(crowd.errors, [1: "Missing()", 3: "UNIQUE constraint failed: word.text"])
        XCTAssertEqual(hook.count, 1)
    }

    func testWrite_firstBodyThatThrowsTakesNobodyWithIt() throws {
        crowd.write([{ db in
            try db.run("INSERT INTO word (text) VALUES ('lost')")
            throw Missing()
        }, adding("a"), adding("b")])
        XCTAssertEqual(try words, ["a", "b"])
        XCTAssertEqual(crowd.errors, [0: "Missing()"])
    }

    func testWrite_deferredKeyThatPointsAtNothingFailsAlone() throws {
        let dangling: @Sendable (Connection) throws -> Void = { db in try db.run("INSERT INTO note (word) VALUES (77)") }
        let settled: @Sendable (Connection) throws -> Void = { db in
            try db.run("INSERT INTO note (word) VALUES (78)")
            try db.run("INSERT INTO word (id, text) VALUES (78, 'settled')")
        }
        for places in [[dangling, adding("a"), settled], [adding("b"), dangling, adding("c")]] { crowd.write(places) }
        XCTAssertEqual(try words, ["a", "settled", "b", "c"])
        XCTAssertEqual(crowd.errors, [0: "FOREIGN KEY constraint failed", 1: "FOREIGN KEY constraint failed"])
        XCTAssertEqual(try database.read { db in try db.all("SELECT word FROM note") { $0.int(0) } }, [78])
    }

    func testWrite_commitThatFailsFailsForAllAndKeepsNothing() throws {
        let hook = watchCommits { $0 != 1 }
        crowd.write([adding("a"), adding("b"), { _ in throw Missing() }])
        XCTAssertEqual(try words, [])
        XCTAssertEqual(crowd.errors, [0: "constraint failed", 1: "constraint failed", 2: "Missing()"])
        crowd.write([adding("c")])
        XCTAssertEqual(try words, ["c"], "the next batch is not harmed")
        XCTAssertEqual(hook.count, 2)
    }

    func testWrite_transactionThatSQLiteEndsIsLostForThoseInIt() throws {
        // ROLLBACK as conflict clause stands for a full disk, at which SQLite may end the transaction on its own.
        let ending: @Sendable (Connection) throws -> Void = { db in
            try db.run("INSERT OR ROLLBACK INTO word (text) VALUES ('a')")
        }
        crowd.write([adding("a"), adding("b"), ending, adding("c"), adding("d")])
        XCTAssertEqual(try words, ["c", "d"])
        let error = "UNIQUE constraint failed: word.text"
        XCTAssertEqual(crowd.errors, [0: error, 1: error, 2: error])
    }

    func testWrite_transactionThatSQLiteEndsUnnoticedIsLostForThoseInIt() throws {
        let hiding: @Sendable (Connection) throws -> Void = { db in
            _ = try? db.run("INSERT OR ROLLBACK INTO word (text) VALUES ('a')")
        }
        crowd.write([adding("a"), hiding, adding("c")])
        XCTAssertEqual(try words, ["c"])
        XCTAssertEqual(Set(crowd.errors.keys), [0, 1])
        XCTAssertTrue(crowd.errors[0]?.contains("has already ended") ?? false, "\(crowd.errors)")
    }

    func testWrite_whoComesDuringACommitMakesTheNextBatch() throws {
        let database = try XCTUnwrap(database), crowd = try XCTUnwrap(crowd)
        let late = adding("late"), later = adding("later")
        let group = DispatchGroup()
        let hook = watchCommits { number in
            guard number == 1 else { return true }
            crowd.start(8, in: group, late)
            eventually { database.writes.waitingCount >= 1 }
            crowd.start(9, in: group, later)
            eventually { database.writes.waitingCount >= 2 }
            return true
        }
        crowd.write([adding("a")])
        eventuallyEnds(group)
        XCTAssertEqual(try words, ["a", "late", "later"])
        XCTAssertEqual(hook.count, 2)
    }

    func testWrite_batchTakesSoManyBodiesAndNoMore() throws {
        try database.close()
        try open(WriteBatch.Limits(bodies: 4, nanoseconds: .max))
        let hook = watchCommits()
        crowd.write((0..<10).map { adding("\($0)") })
        XCTAssertEqual(hook.count, 3)
        XCTAssertEqual(try words, (0..<10).map(String.init))
    }

    func testWrite_batchTakesNoMoreAfterALongBody() throws {
        try database.close()
        try open(WriteBatch.Limits(nanoseconds: 0))
        let hook = watchCommits()
        crowd.write((0..<3).map { adding("\($0)") })
        XCTAssertEqual(hook.count, 3, "nobody's answer waits for those behind")
        XCTAssertEqual(crowd.errors, [:])
    }

    func testWrite_lockedByAnotherProcessFailsForAllWhoWaitedAndLaterWorks() throws {
        try database.close()
        try open(WriteBatch.Limits(nanoseconds: .max, patience: 300))
        let other = try Connection(path: scratch.path(), mode: .readWrite)
        try other.run("BEGIN IMMEDIATE")
        let group = DispatchGroup()
        for place in 0..<3 { crowd.start(place, in: group, adding("\(place)")) }
        eventuallyEnds(group)
        XCTAssertEqual(crowd.errors, [0: "database is locked", 1: "database is locked", 2: "database is locked"])
        try other.run("ROLLBACK")
        XCTAssertEqual(database.busyWrites, 3)
        crowd.write([adding("a"), adding("b"), { _ in throw Missing() }])
        XCTAssertEqual(database.busyWrites, 3, "what succeeds, or fails on its own account, is not counted")
        XCTAssertEqual(try words, ["a", "b"])
    }

    func testWrite_insideAWriteThrowsAlsoOnALeadersThread() throws {
        let database = try XCTUnwrap(database)
        let nested: @Sendable (Connection) throws -> Void = { _ in try database.write { _ in } }
        crowd.write([adding("a"), nested, adding("b")])
        XCTAssertEqual(crowd.errors, [1: "a write inside a write"])
        XCTAssertEqual(try words, ["a", "b"])
    }

    func testClose_letsThoseEndWhoWait() throws {
        let database = try XCTUnwrap(database), crowd = try XCTUnwrap(crowd)
        let group = DispatchGroup()
        let word = adding("b")
        try database.write { _ in
            crowd.start(0, in: group, word)
            eventually { database.writes.waitingCount >= 1 }
        }
        crowd.write([{ _ in
            let error = try? sqliteError { try database.close() }
            XCTAssertEqual(error?.message, "close inside a write")
        }, adding("c")])
        eventuallyEnds(group)
        try database.close()
        XCTAssertEqual(crowd.errors, [:])
        XCTAssertEqual(try sqliteError { try database.write { _ in } }.message, "the database is closed")
        XCTAssertEqual(scratch.files, ["rota.db"])
    }

    func testClose_waitsForTheWritesBeforeIt() throws {
        let database = try XCTUnwrap(database), crowd = try XCTUnwrap(crowd)
        let group = DispatchGroup()
        let isClosed = Atomic<Bool>(false), closedEarly = Atomic<Bool>(false)
        crowd.write([{ db in
            group.enter()
            Thread.detachNewThread {
                try? database.close()
                isClosed.store(true, ordering: .sequentiallyConsistent)
                group.leave()
            }
            eventually { database.writes.isClosing }
            closedEarly.store(isClosed.load(ordering: .sequentiallyConsistent), ordering: .sequentiallyConsistent)
            try db.run("INSERT INTO word (text) VALUES ('a')")
        }, adding("b")])
        eventuallyEnds(group)
        XCTAssertFalse(closedEarly.load(ordering: .sequentiallyConsistent))
        self.database = try Database(path: scratch.path())
        XCTAssertEqual(try words, ["a", "b"])
    }

    func testThreads_ofManyKindsLoseNothing() throws {
        let database = try XCTUnwrap(database)
        let kept = Monitor<Set<String>>([])
        DispatchQueue.concurrentPerform(iterations: 16) { thread in
            for round in 0..<60 {
                let text = "\(thread)-\(round)"
                if round % 5 == 4 {
                    database.writeSoon(
                        { db in try db.run("INSERT INTO word (text) VALUES (:text)", ["text": text]) },
                        ended: { XCTAssertNil($0) })
                    _ = kept.withLock { $0.insert(text) }
                } else {
                    let isWritten = try? database.write { db in
                        try db.run("INSERT INTO word (text) VALUES (:text)", ["text": text])
                        if round % 5 == 3 { throw Missing() }
                        return true
                    }
                    if isWritten == true { _ = kept.withLock { $0.insert(text) } }
                }
            }
        }
        try database.close()
        self.database = try Database(path: scratch.path())
        XCTAssertEqual(Set(try words), kept.withLock { $0 })
        XCTAssertEqual(try self.database.integrityCheck(), [])
    }
}
