import CSQLite

extension Connection {
    enum TransactionKind {
        /// Takes the write lock at once, so that it can't fail half-way for a rival writer.
        case immediate
        /// For reading: the snapshot is that of the first statement inside.
        case deferred
    }

    /// Runs the body in a transaction: COMMIT at its end, ROLLBACK when it throws.
    func transaction<T>(_ kind: TransactionKind, _ body: (Connection) throws -> T) throws -> T {
        try begin(kind)
        do {
            let value = try body(self)
            try commit()
            return value
        } catch {
            rollBack()
            throw error
        }
    }

    func begin(_ kind: TransactionKind) throws(SQLiteError) {
        guard !isInsideTransaction else { throw .misuse("a transaction inside a transaction") }
        switch kind {
        case .immediate: try run("BEGIN IMMEDIATE")
        case .deferred: try run("BEGIN DEFERRED")
        }
        isInsideTransaction = true
    }

    /// When it throws, the transaction may still stand: `rollBack` then.
    func commit() throws(SQLiteError) {
        try run("COMMIT")
        isInsideTransaction = false
    }

    /// Ends the transaction if there still is one.
    func rollBack() {
        if isTransactionOpen { _ = try? run("ROLLBACK") }
        isInsideTransaction = false
    }

    var isTransactionOpen: Bool { handle.map { sqlite3_get_autocommit($0) == 0 } ?? false }

    /// Throws what COMMIT would throw for keys that point at nothing, without ending the transaction
    /// (sqlite.org/c3ref/c_dbstatus_options.html, SQLITE_DBSTATUS_DEFERRED_FKS).
    func checkDeferredForeignKeys() throws(SQLiteError) {
        var open: Int32 = 0, highest: Int32 = 0
        sqlite3_db_status(handle, SQLITE_DBSTATUS_DEFERRED_FKS, &open, &highest, 0)
        guard open == 0 else {
            throw SQLiteError(
                extendedCode: SQLITE_CONSTRAINT | (3 << 8), message: "FOREIGN KEY constraint failed", sql: "COMMIT")
        }
    }
}
