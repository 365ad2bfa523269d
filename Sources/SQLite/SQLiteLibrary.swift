import CSQLite
import Synchronization

/// What is set once for the whole process, before the first connection.
enum SQLiteLibrary {
    private static let started: Void = {
        // Refused when something else in the process has started SQLite first, which costs speed only.
        _ = csqlite_config_memstatus_off()
        sqlite3_initialize()
    }()

    static func start() { _ = started }
}

/// Numbers connections, so that their data versions can't be mixed up.
enum ConnectionIdentity {
    private static let counter = Atomic<Int>(0)

    static func next() -> Int { counter.wrappingAdd(1, ordering: .relaxed).newValue }
}
