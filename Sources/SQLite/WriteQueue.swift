import Glibc
import Locks

/// Brings the bodies of many threads to the one writer, in the order they came, and many of them to the disk at once
/// (group commit): one fsync costs what hundreds of small writes cost, and it can carry all that wait for it.
///
/// Whoever finds nobody at work leads: runs the own body and those of all who wait meanwhile, on its own thread while
/// theirs sleep, and commits for all. Who comes during the COMMIT makes the next batch, which one of them leads. So
/// there is no thread that must be kept alive, and a writer alone pays for nothing but its own transaction.
///
/// `@unchecked Sendable`: `connection` is touched by the leader alone; all else only under `lock`.
final class WriteQueue: @unchecked Sendable {
    private let connection: Connection
    private let files: DatabaseFiles
    private let limits: WriteBatch.Limits
    private let lock = Lock()
    private let leaderLeft = Condition()
    private var waiting: [PendingWrite] = []
    private var leader: pthread_t?
    private var isClosed = false
    private var busy = 0

    init(_ connection: Connection, files: DatabaseFiles, limits: WriteBatch.Limits) {
        self.connection = connection
        self.files = files
        self.limits = limits
    }

    var isClosing: Bool { lock.withLock { isClosed } }

    /// How many have come and not been run yet: for tests that line writers up.
    var waitingCount: Int { lock.withLock { waiting.count } }

    /// How many bodies were given up since another process held the lock for too long.
    var busyCount: Int { lock.withLock { busy } }

    /// Returns when the body's data is as safe as asked for; throws when nothing of it was kept.
    func write(isDurable: Bool, _ body: (Connection) throws -> Void) throws {
        let failure = try withoutActuallyEscaping(body) { body in
            let write = PendingWrite(isDurable: isDurable, body)
            if try join(write) || awaitTurn(write) { lead(write) }
            return lock.withLock { write.failure }
        }
        if let failure { throw failure }
    }

    /// Returns without waiting for the disk, nor for a leader at work.
    func writeSoon(
        _ body: @escaping @Sendable (Connection) throws -> Void, ended: @escaping @Sendable ((any Error)?) -> Void
    ) {
        let write = PendingWrite(body, ended: ended)
        do {
            if try join(write) { lead(write) }
        } catch {
            ended(error)
        }
    }

    /// Lets all end that have begun to wait, refuses all others, and gives the writer to the body for good, with whether its log may go into the
    /// database.
    func close(_ body: (_ writer: Connection, _ mayFoldIn: Bool) throws -> Void) throws {
        try lock.withLock {
            guard !isLeading else { throw SQLiteError.misuse("close inside a write") }
            isClosed = true
            while leader != nil { leaderLeft.wait(lock) }
            leader = pthread_self()
        }
        defer { lock.withLock { leave() } }
        try body(connection, files.mayFoldIn)
    }

    private var isLeading: Bool { leader.map { pthread_equal($0, pthread_self()) != 0 } ?? false }

    private func leave() {
        leader = nil
        leaderLeft.wakeAll()
    }

    /// Answers whether nobody leads, so that this thread must. A write inside a body of its own would wait for itself.
    private func join(_ write: PendingWrite) throws -> Bool {
        try lock.withLock {
            guard !write.isAwaited || !isLeading else { throw SQLiteError.misuse("a write inside a write") }
            guard !isClosed else { throw SQLiteError.misuse("the database is closed") }
            waiting.append(write)
            guard leader == nil else { return false }
            leader = pthread_self()
            return true
        }
    }

    /// Sleeps until the write is done, or its thread is to lead: then true.
    private func awaitTurn(_ write: PendingWrite) -> Bool {
        lock.withLock {
            let woken = Condition()
            write.woken = woken
            while write.stage == .waiting { woken.wait(lock) }
            return write.stage == .leading
        }
    }

    /// Runs batches until the own write is done, and then hands over to the first who sleeps; goes on for those that
    /// nobody waits for.
    private func lead(_ own: PendingWrite) {
        repeat { runBatch() } while !handOver(own)
    }

    private func handOver(_ own: PendingWrite) -> Bool {
        lock.withLock {
            guard own.stage == .done else { return false }
            if let next = waiting.first(where: \.isAwaited) {
                leader = next.thread
                next.stage = .leading
                next.woken?.wakeAll()
                return true
            }
            guard waiting.isEmpty else { return false }
            leave()
            return true
        }
    }

    private func runBatch() {
        let (isDurable, count) = lock.withLock { nextKind }
        do {
            try checkFiles()
            var batch = try WriteBatch(connection, isDurable: isDurable, limits: limits)
            while let write = next(for: batch) { batch.run(write) }
            batch.commit()
            end(batch.ended)
        } catch {
            end(takeFirst(count).map { ($0, error) })
        }
    }

    /// What the next batch is for, and how many fail with it when it can't begin: those that have waited as long as the first, and whose patience
    /// is no longer than its own. A write behind a note gets a try of its own, as does who comes later.
    private var nextKind: (isDurable: Bool, count: Int) {
        let isDurable = waiting.first?.isDurable ?? true
        return (isDurable, isDurable ? waiting.count : waiting.prefix { !$0.isDurable }.count)
    }

    /// Once a file is another, writing is over until the next start. What was acknowledged and still stands in a log that
    /// has lost its name goes into the database now, before it is lost with this process; not where others have made another.
    private func checkFiles() throws(SQLiteError) {
        do {
            try files.check()
        } catch {
            if files.mayFoldIn { _ = try? connection.run("PRAGMA wal_checkpoint(FULL)") }
            throw error
        }
    }

    private func end(_ writes: [WriteBatch.Ended]) {
        lock.withLock {
            for (write, failure) in writes {
                if let failure = failure as? SQLiteError, failure.isBusy { busy += 1 }
                write.end(failure)
            }
        }
        for (write, failure) in writes { write.report(failure) }
    }

    private func takeFirst(_ count: Int) -> [PendingWrite] {
        lock.withLock {
            let taken = Array(waiting.prefix(count))
            waiting.removeFirst(taken.count)
            return taken
        }
    }

    private func next(for batch: WriteBatch) -> PendingWrite? {
        lock.withLock {
            guard let first = waiting.first, batch.takes(first) else { return nil }
            return waiting.removeFirst()
        }
    }
}
