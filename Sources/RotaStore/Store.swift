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

    /// One transaction: all that the closure writes is kept, or, when it throws, nothing.
    package func write<T: Sendable>(_ body: (Connection) throws -> T) throws -> T { try database.write(body) }
}
