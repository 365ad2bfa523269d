import CSQLite

extension Connection {
    /// Runs a text of many statements, as migrations are. It is the only way to run SQL that is not a literal of the
    /// program: never give it anything that a user typed. The script can't end or nest the transaction it stands in.
    package func executeScript(_ sql: String) throws(SQLiteError) {
        guard let handle else { throw .misuse("the connection is closed") }
        sqlite3_set_authorizer(handle, refuseTransactions, nil)
        defer { sqlite3_set_authorizer(handle, nil, nil) }
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
            throw SQLiteError(connection: handle, sql: "script")
        }
    }
}

private let refuseTransactions: @convention(c) (
    UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
    UnsafePointer<CChar>?
) -> Int32 = { _, action, _, _, _, _ in
    switch action {
    case SQLITE_TRANSACTION, SQLITE_SAVEPOINT, SQLITE_ATTACH, SQLITE_DETACH: SQLITE_DENY
    default: SQLITE_OK
    }
}
