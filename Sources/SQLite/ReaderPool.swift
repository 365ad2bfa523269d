import Synchronization

/// Read-only connections to one file: as many as are asked for at once, of which few are kept while idle.
final class ReaderPool: Sendable {
    static let idleLimit = 8

    /// `@unchecked Sendable`: a connection in here is in nobody's hands, so passing it on hands it over whole.
    private struct Idle: @unchecked Sendable {
        let connection: Connection
    }

    private struct State {
        var idle: [Idle] = []
        var isClosed = false
    }

    private let path: String
    private let files: DatabaseFiles
    private let state = Mutex(State())

    init(path: String, files: DatabaseFiles) {
        self.path = path
        self.files = files
    }

    /// For tests.
    var idleCount: Int { state.withLock { $0.idle.count } }

    /// An idle connection, or a new one.
    func take() throws(SQLiteError) -> Connection {
        let (isClosed, idle) = state.withLock { ($0.isClosed, $0.idle.popLast()) }
        guard !isClosed else { throw .misuse("the database is closed") }
        if let idle { return idle.connection }
        // Another file under the name would be another database.
        try files.check()
        let connection = try Connection(path: path, mode: .readOnly)
        try connection.applyReaderSettings()
        return connection
    }

    /// Keeps the connection, or closes it when there are enough, or when a transaction could not be ended on it.
    func giveBack(_ connection: Connection) {
        let idle = Idle(connection: connection)
        let isKept = !connection.isTransactionOpen && state.withLock { state in
            guard !state.isClosed, state.idle.count < Self.idleLimit else { return false }
            state.idle.append(idle)
            return true
        }
        if !isKept { connection.close() }
    }

    /// Closes the idle ones now and the lent ones when they come back.
    func close() {
        let idle = state.withLock { state in
            state.isClosed = true
            defer { state.idle = [] }
            return state.idle
        }
        for reader in idle { reader.connection.close() }
    }
}
