import Civil
import SQLite

/// One practice's database, migrated, with its repositories' one way in.
///
/// Repositories are structs over a `Connection` that `read` and `write` lend; they cannot outlive it.
package final class Store: Sendable {
    package let database: Database

    package init(database: Database) { self.database = database }

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
    package func write<T: Sendable>(_ body: (Connection) throws -> T) throws -> T { try database.write(body) }
}
