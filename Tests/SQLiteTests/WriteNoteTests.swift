import Dispatch
import Foundation
import Locks
import Synchronization
import XCTest

@testable import SQLite

/// What the program could do without, and what may be relied on all the same.
final class WriteNoteTests: WriteQueueTestCase {
    func testWriteSoon_isThereAtOnceWhenNobodyWritesAndDoesNotWaitForTheDisk() throws {
        let level = Monitor<[Int]>([])
        let noteLevel: @Sendable (Connection) throws -> Void = { db in
            let now = try db.first("PRAGMA synchronous") { $0.int(0) } ?? -1
            level.withLock { $0.append(now) }
        }
        database.writeSoon({ db in
            try noteLevel(db)
            try db.run("INSERT INTO word (text) VALUES ('note')")
        }, ended: { XCTAssertNil($0) })
        XCTAssertEqual(try words, ["note"])
        try database.write(noteLevel)
        XCTAssertEqual(level.withLock { $0 }, [1, 2], "what others wait for goes to the disk again")
    }

    func testWriteNote_isSeenAtOnceAndThrowsAsAnyWriteDoes() throws {
        let level = try database.writeNote { db in
            try db.run("INSERT INTO word (text) VALUES ('note')")
            return try db.first("PRAGMA synchronous") { $0.int(0) }
        }
        XCTAssertEqual(level, 1)
        XCTAssertEqual(try words, ["note"])
        let again = try sqliteError { _ = try database.writeNote { try $0.run("INSERT INTO word (text) VALUES ('note')") } }
        XCTAssertEqual(again.message, "UNIQUE constraint failed: word.text")
        let nested = try sqliteError { try database.write { _ in _ = try database.writeNote { _ in } } }
        XCTAssertEqual(nested.message, "a write inside a write")
    }

    func testWriteNote_whileOthersWaitGoesWithThem() throws {
        let database = try XCTUnwrap(database)
        let hook = watchCommits(), group = DispatchGroup()
        let isNoted = Atomic<Bool>(false), text = "note"
        try database.write { db in
            try db.run("INSERT INTO word (text) VALUES ('a')")
            group.enter()
            Thread.detachNewThread {
                _ = try? database.writeNote { try $0.run("INSERT INTO word (text) VALUES (:text)", ["text": text]) }
                isNoted.store(true, ordering: .sequentiallyConsistent)
                group.leave()
            }
            eventually { database.writes.waitingCount >= 1 }
        }
        eventuallyEnds(group)
        XCTAssertTrue(isNoted.load(ordering: .sequentiallyConsistent))
        XCTAssertEqual(try words, ["a", "note"])
        XCTAssertEqual(hook.count, 1)
    }

    func testWriteSoon_joinsTheBatchOfOthersAndFailsAlone() throws {
        let hook = watchCommits()
        let database = try XCTUnwrap(database)
        let failures = Monitor<[String]>([])
        try database.write { db in
            try db.run("INSERT INTO word (text) VALUES ('a')")
            for text in ["b", "a", "c"] {
                database.writeSoon(
                    { db in try db.run("INSERT INTO word (text) VALUES (:text)", ["text": text]) },
                    ended: { error in failures.withLock { $0.append(error.map { "\($0)" } ?? "kept") } })
            }
            XCTAssertEqual(database.writes.waitingCount, 3)
        }
        XCTAssertEqual(try words, ["a", "b", "c"])
        XCTAssertEqual(failures.withLock { $0.map { $0.prefix(11) } }, ["kept", "SQLite 2067", "kept"])
        XCTAssertEqual(hook.count, 1)
    }

    func testWriteSoon_saysSoOnceTheDatabaseIsClosed() throws {
        try database.close()
        let failures = Monitor<[String]>([])
        database.writeSoon({ _ in }, ended: { error in failures.withLock { $0.append(error.map { "\($0)" } ?? "kept") } })
        XCTAssertEqual(failures.withLock { $0 }, ["SQLite 21: the database is closed"])
    }

    /// A note gives up after 200 ms, since somebody who only reads may have brought it; a write behind it has five seconds.
    func testWriteSoon_thatGivesUpTakesNoWriteWithIt() throws {
        let other = try Connection(path: scratch.path(), mode: .readWrite)
        try other.run("BEGIN IMMEDIATE")
        let database = try XCTUnwrap(database), crowd = try XCTUnwrap(crowd)
        let group = DispatchGroup(), hasGivenUp = DispatchSemaphore(value: 0)
        let word = adding("kept")
        let failures = Monitor<[String]>([])
        let note = { @Sendable (error: (any Error)?) in failures.withLock { $0.append((error as? SQLiteError)?.message ?? "kept") } }
        database.writeSoon({ _ in }, ended: { error in
            note(error)
            // They line up while this thread still leads, so that the next batch begins with the note.
            database.writeSoon({ _ in }, ended: { error in
                note(error)
                hasGivenUp.signal()
            })
            crowd.start(0, in: group, word)
            eventually { database.writes.waitingCount == 2 }
        })
        eventuallySignals(hasGivenUp)
        try other.run("ROLLBACK")
        eventuallyEnds(group)
        XCTAssertEqual(failures.withLock { $0 }, ["database is locked", "database is locked"])
        XCTAssertEqual(crowd.errors, [:])
        XCTAssertEqual(try words, ["kept"])
    }
}
