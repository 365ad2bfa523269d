import CSQLite
import Foundation
import Locks
import Synchronization
import XCTest

@testable import SQLite

/// Writers that stand in line in a known order, and what became of each: the first one's body holds the writer until
/// all the others wait.
final class WriteCrowd: Sendable {
    private let database: Database
    private let failures = Monitor<[Int: String]>([:])
    private let returned = Monitor<[Int]>([])

    init(_ database: Database) {
        self.database = database
    }

    /// What each writer got, by its place in the line; nobody who succeeded is in it.
    var errors: [Int: String] { failures.withLock { $0 } }
    /// How many writers have been answered by now.
    var answered: Int { returned.withLock { $0.count } }

    /// Runs all bodies, each on a thread of its own, so that they line up in this order; ends when all are answered.
    func write(_ bodies: [@Sendable (Connection) throws -> Void]) {
        let group = DispatchGroup(), isInside = DispatchSemaphore(value: 0), isComplete = DispatchSemaphore(value: 0)
        for (place, body) in bodies.enumerated() {
            guard place == 0 else {
                start(place, in: group, body)
                eventually { database.writes.waitingCount >= place }
                continue
            }
            start(place, in: group) { db in
                isInside.signal()
                eventuallySignals(isComplete)
                try body(db)
            }
            eventuallySignals(isInside)
        }
        isComplete.signal()
        eventuallyEnds(group)
    }

    /// One more writer, on a thread of its own.
    func start(_ place: Int, in group: DispatchGroup, _ body: @escaping @Sendable (Connection) throws -> Void) {
        group.enter()
        Thread.detachNewThread { [self] in
            do {
                try database.write(body)
            } catch {
                failures.withLock { $0[place] = (error as? SQLiteError)?.message ?? "\(error)" }
            }
            returned.withLock { $0.append(place) }
            group.leave()
        }
    }
}

/// What runs at each COMMIT of the writer (sqlite.org/c3ref/commit_hook.html).
final class CommitHook: Sendable {
    private let seen = Atomic<Int>(0)
    private let body: @Sendable (Int) -> Bool

    /// `body` gets the number of the COMMIT, from 1, and answers whether it may go on; if not, it fails.
    init(_ body: @escaping @Sendable (Int) -> Bool = { _ in true }) {
        self.body = body
    }

    /// For this database's writer; the hook must live as long as the database.
    func watch(_ database: Database) {
        try? database.write { db in
            _ = sqlite3_commit_hook(
                db.handle,
                { context in
                    guard let context else { return 1 }
                    return Unmanaged<CommitHook>.fromOpaque(context).takeUnretainedValue().commit() ? 0 : 1
                }, Unmanaged.passUnretained(self).toOpaque())
            // Or else this write's own COMMIT would be the first to be seen.
            throw Missing()
        }
    }

    var count: Int { seen.load(ordering: .sequentiallyConsistent) }

    private func commit() -> Bool { body(seen.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue) }
}
