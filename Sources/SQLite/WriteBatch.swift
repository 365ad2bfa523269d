import CSQLite
import Dispatch

/// One transaction with many bodies in it, each of which succeeds or fails alone until the COMMIT, which they share.
struct WriteBatch {
    typealias Ended = (write: PendingWrite, failure: (any Error)?)

    /// What keeps the first from waiting for ever for those behind: how many bodies a batch takes, and for how long from
    /// its BEGIN. The body under way is never cut.
    struct Limits {
        var bodies = 64
        var nanoseconds: UInt64 = 5_000_000
        /// How long, in milliseconds, another process's write is waited for.
        var patience = Connection.busyTimeoutMilliseconds
    }

    private let isDurable: Bool
    private let limits: Limits
    private let connection: Connection
    private let begun: UInt64
    private(set) var ended: [Ended] = []
    /// How many wait for the COMMIT.
    private var kept = 0

    /// Begins the transaction. SQLite waits five seconds for other processes that write, and not long for notes, since
    /// somebody who only wanted to read a page may have brought them.
    init(_ connection: Connection, isDurable: Bool, limits: Limits) throws {
        self.connection = connection
        self.limits = limits
        self.isDurable = isDurable
        try connection.setSynchronous(isDurable ? .full : .normal)
        connection.setBusyTimeout(milliseconds: isDurable ? limits.patience : min(200, limits.patience))
        try connection.begin(.immediate)
        begun = DispatchTime.now().uptimeNanoseconds
    }

    /// The one who brought it about in any case. A batch that does not wait for the disk can't take a body that must.
    func takes(_ write: PendingWrite) -> Bool {
        guard !ended.isEmpty else { return true }
        return isOpen && (isDurable || !write.isDurable) && ended.count < limits.bodies
            && DispatchTime.now().uptimeNanoseconds - begun < limits.nanoseconds
    }

    private var isOpen: Bool { connection.isTransactionOpen }

    /// Runs one body. When it throws, what it did is taken back, and nothing else. The first one needs no savepoint:
    /// until there are others, the transaction is its own.
    mutating func run(_ write: PendingWrite) {
        let isFirst = kept == 0
        do {
            if !isFirst { try connection.run("SAVEPOINT body") }
            try write.run(connection)
            // COMMIT would fail for all; a deferred key that points at nothing is this body's own mistake.
            try connection.checkDeferredForeignKeys()
            if !isFirst { try connection.run("RELEASE body") }
            kept += 1
            ended.append((write, nil))
        } catch {
            ended.append((write, error))
            if isFirst { connection.rollBack() } else { takeBack(after: error) }
        }
    }

    private mutating func takeBack(after error: any Error) {
        do {
            try connection.run("ROLLBACK TO body")
            try connection.run("RELEASE body")
        } catch let second {
            // SQLite may have ended the transaction on its own (disk full, input/output error): then nothing is kept.
            loseAll(error as? SQLiteError ?? second)
        }
    }

    private mutating func loseAll(_ error: any Error) {
        connection.rollBack()
        ended = ended.map { ($0.write, $0.failure ?? error) }
        kept = 0
    }

    /// Puts on the disk what was kept, or gives every body of the batch the error. Anything that keeps COMMIT from
    /// succeeding, even "busy", counts: a batch is not tried twice.
    mutating func commit() {
        guard kept > 0 else { return connection.rollBack() }
        do {
            try connection.commit()
        } catch {
            loseAll(error)
        }
    }
}
