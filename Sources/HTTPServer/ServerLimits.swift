import HTTP

/// Every limit and deadline of the server. Times are in milliseconds; deadlines are looked at a few times before the shortest of them is over.
package struct ServerLimits: Sendable {
    /// Open connections; beyond that, new ones wait in the kernel's backlog.
    package var maximumConnections = 10_000
    /// Open connections from one network address, or one /64 of IPv6; beyond that, new ones are closed unheard.
    package var connectionsPerAddress = 2_048
    package var backlog: Int32 = 1_024
    /// Threads on which connections wait.
    package var pollers: Int
    /// Threads that run the handler at once.
    package var workers: Int
    /// Further threads, which run it while others wait for the disk (`WorkerThread.whileWaiting`), so that writers can share a commit.
    package var waitingWorkers = 12
    /// Threads for costly requests, which run at the niceness below so that all others go first.
    package var costlyWorkers = 2
    package var costlyNiceness: Int32 = 10
    /// Costly requests that may wait for one of them; beyond that they are answered 503.
    package var costlyQueueLength = 64
    /// Templates and SQLite run on it.
    package var workerStackBytes = 2_097_152
    /// Complete requests that may wait for a worker; beyond that they are answered 503.
    package var queueLength = 4_096
    /// How long a complete request may wait for a worker before it is answered 503 instead; less than the minute for which proxies wait.
    package var queueTimeout = 30_000
    /// Bytes of unfinished requests and of answers not yet taken, of all connections together; beyond that requests are refused with 503 and
    /// clients that don't take their answer are cut off.
    package var bufferedBytes = 134_217_728
    /// Bytes that each connection may hold even beyond the budget.
    package var modestBytes = 8_192
    /// Seconds, for `Retry-After` on a 503.
    package var retryAfter = 2
    /// What a request may measure; its `maximumBodyBytes` is of no effect, for the server asks `bodyLimit`.
    package var request = RequestParser.Limits()
    /// Requests on one connection; the answer to the last one closes it.
    package var requestsPerConnection = 10_000
    /// Pipelined requests answered in one turn, before other connections come to theirs.
    package var pipelinedInOneTurn = 100

    /// From a request's first byte to the end of its head, whatever the pace; also the time a new connection may stay silent.
    package var headTimeout = 15_000
    /// From the end of the head to the end of the body; begins anew when it is over as long as `minimumBytesPerSecond` came in it.
    package var bodyTimeout = 30_000
    /// Between requests on a kept connection.
    package var idleTimeout = 75_000
    /// For a client to take an answer; begins anew when it is over as long as `minimumBytesPerSecond` were taken in it.
    package var writeTimeout = 30_000
    package var minimumBytesPerSecond = 4_096
    /// After which a stream of events is ended; a client that wants more asks again, and its right to it is looked at again.
    package var streamTimeout = 120_000
    /// How long a client's remaining bytes are read and dropped after a refusal, so that it gets to read the answer (RFC 9112 §9.6).
    package var lingerTimeout = 2_000
    /// How long `stop` waits for requests under way.
    package var stopTimeout = 25_000

    package init(workers: Int = max(4, ServerLimits.processors * 2), pollers: Int = min(4, max(1, ServerLimits.processors / 2))) {
        self.workers = workers
        self.pollers = pollers
    }

    /// How often deadlines are looked at.
    var sweepInterval: Int {
        let shortest = [headTimeout, bodyTimeout, idleTimeout, writeTimeout, streamTimeout, lingerTimeout].min() ?? 1_000
        return min(1_000, max(5, shortest / 4))
    }
}
