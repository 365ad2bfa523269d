import Civil
import SQLite

/// One practice's database, migrated, with its repositories' one way in.
///
/// Repositories are structs over a `Connection` that `read` and `write` lend; they cannot outlive it.
package final class Store: Sendable {
    package let database: Database
    private let whileWaiting: @Sendable (() -> Void) -> Void

    /// - Parameter whileWaiting: runs what may have to wait for the disk; a server has others at work meanwhile.
    package init(database: Database, whileWaiting: @escaping @Sendable (() -> Void) -> Void = { $0() }) {
        self.database = database
        self.whileWaiting = whileWaiting
    }

    /// A consistent view of the data as it stood when the closure began.
    package func read<T: Sendable>(_ body: (Connection) throws -> T) throws -> T { try database.read(body) }

    /// For notes that a power cut may take: readers see what the closure writes when this returns; see `Database.writeNote`.
    package func writeNote<T: Sendable>(_ body: (Connection) throws -> T) throws -> T { try database.writeNote(body) }

    /// The same without waiting: `ended` hears that readers see it now (nil), or why nothing was kept; see `Database.writeSoon`.
    package func writeSoon(_ body: @escaping @Sendable (Connection) throws -> Void, ended: @escaping @Sendable ((any Error)?) -> Void) {
        database.writeSoon(body, ended: ended)
    }

    /// One transaction: all that the closure writes is on the disk when it returns, or, when it throws, nothing is. The closure may run on
    /// another writer's thread.
    @discardableResult
    package func write<T: Sendable>(_ body: (Connection) throws -> T) throws -> T {
        // What it holds at first is never seen.
        var result = Result<T, any Error>.failure(CancellationError())
        whileWaiting { result = Result { try database.write(body) } }
        return try result.get()
    }
}
