import Foundation
import XCTest

@testable import SQLite

/// A database of words, and a crowd of writers for it.
class WriteQueueTestCase: XCTestCase {
    var scratch: Scratch!
    var database: Database!
    var crowd: WriteCrowd!
    private var hook: CommitHook?

    override func setUpWithError() throws {
        scratch = try Scratch()
        // A machine under load may take its time to line up writers.
        try open(WriteBatch.Limits(nanoseconds: .max))
        try database.write { db in
            try db.executeScript(
                """
                CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
                CREATE TABLE note (word INTEGER REFERENCES word(id) DEFERRABLE INITIALLY DEFERRED) STRICT;
                """)
        }
    }

    func open(_ limits: WriteBatch.Limits) throws {
        database = try Database(path: scratch.path(), batches: limits)
        crowd = WriteCrowd(database)
    }

    override func tearDownWithError() throws {
        try database.close()
        (database, crowd, hook, scratch) = (nil, nil, nil, nil)
    }

    func watchCommits(_ body: @escaping @Sendable (Int) -> Bool = { _ in true }) -> CommitHook {
        let hook = CommitHook(body)
        self.hook = hook
        hook.watch(database)
        return hook
    }

    /// The words on the disk, in the order in which they were written.
    var words: [String] {
        get throws { try database.read { db in try db.all("SELECT text FROM word ORDER BY id") { $0.text(0) } } }
    }

    func adding(_ text: String) -> @Sendable (Connection) throws -> Void {
        { db in try db.run("INSERT INTO word (text) VALUES (:text)", ["text": text]) }
    }
}
