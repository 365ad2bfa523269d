import Glibc

/// The database's file, its log and the index to it that processes share, as they were opened. SQLite goes on using files
/// that somebody has meanwhile removed or replaced, where nobody will find the data, and without an index in common two
/// processes write over each other (sqlite.org/howtocorrupt.html §2.4, §4.2).
struct DatabaseFiles: Sendable {
    private static let suffixes = ["", "-wal", "-shm"]

    private let path: String
    private let identities: [FileIdentity?]

    /// Once the connection that writes has opened all of them.
    init(path: String) {
        self.path = path
        identities = Self.suffixes.map { FileIdentity(path: path + $0) }
    }

    /// Throws when a file under these names is another one by now, or none.
    func check() throws(SQLiteError) {
        for (suffix, identity) in zip(Self.suffixes, identities) where FileIdentity(path: path + suffix) != identity {
            throw .moved(path + suffix)
        }
    }

    /// Whether the log as it was opened may still go into the database: each file is in its place, or what stood beside the database is gone. Who
    /// finds no log makes one, with locks of its own, and ours would be written over what that process saves. It leaves its log behind when it ends:
    /// only the last to have the database open takes the log away, and we have it open.
    var mayFoldIn: Bool {
        guard FileIdentity(path: path) == identities.first else { return false }
        return zip(Self.suffixes, identities).allSatisfy { suffix, identity in
            guard let found = FileIdentity(path: path + suffix) else { return true }
            return found == identity
        }
    }
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
