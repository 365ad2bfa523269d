import Glibc

/// The database's file and its log as they were opened. SQLite goes on writing to files that somebody has meanwhile
/// removed or replaced, where nobody will find the data (sqlite.org/howtocorrupt.html §2.4, §4.2).
struct DatabaseFiles: Sendable {
    private let path: String
    private let main: FileIdentity?
    private let log: FileIdentity?

    /// Once the connection that writes has opened both.
    init(path: String) {
        self.path = path
        main = FileIdentity(path: path)
        log = FileIdentity(path: path + "-wal")
    }

    /// Throws when a file under these names is another one by now, or none.
    func check() throws(SQLiteError) {
        for (path, identity) in [(path, main), (path + "-wal", log)] where FileIdentity(path: path) != identity {
            throw .moved(path)
        }
    }

    /// Whether the database itself is in its place, whatever became of its log.
    var isMainInPlace: Bool { FileIdentity(path: path) == main }
}

/// What tells one file from another, whatever they are called.
private struct FileIdentity: Equatable {
    let device: dev_t
    let number: ino_t

    /// Nil when there is no such file.
    init?(path: String) {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        device = facts.st_dev
        number = facts.st_ino
    }
}
