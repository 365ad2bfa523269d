import SQLite

/// What a database is made of: its tables, indexes, triggers and views, each with the statement that made it.
package struct Schema: Sendable {
    private let statements: [String: String]

    private init(_ db: Connection) throws {
        let pairs = try db.all(Self.list) { ("\($0.text(0)) \($0.text(1))", $0.text(2)) }
        statements = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// What the migrations that a database has had did not make, a phrase each; empty when it is this program's.
    package static func differences(_ db: Connection, _ migrator: Migrator) throws -> [String] {
        let count = try db.first("SELECT max(number) FROM schema_migrations") { $0.int(0) } ?? 0
        let model = try migrator.model(of: count)
        defer { model.close() }
        return try Schema(db).differences(from: Schema(model))
    }

    private func differences(from model: Schema) -> [String] {
        let missing = model.statements.keys.filter { statements[$0] == nil }.map { "\($0) is missing" }
        let others = statements.compactMap { name, sql -> String? in
            guard let expected = model.statements[name] else { return "\(name) is none of this program's" }
            return sql == expected ? nil : "\(name) is not as this program makes it"
        }
        return (missing + others).sorted()
    }

    // SQLite's own tables and indexes have no statement or come of themselves, and Litestream's are dropped by a restore.
    private static let list: StaticString = """
        SELECT type, name, coalesce(sql, '')
        FROM sqlite_schema
        WHERE NOT (type IN ('table', 'index') AND (substr(name, 1, 7) = 'sqlite_' OR name IN ('_litestream_seq', '_litestream_lock')))
        """
}
