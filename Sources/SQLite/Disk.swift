import CSQLite
import Glibc

/// What it takes for files to outlast a power cut, and where and whose they are.
package enum Disk {
    /// Why something may not be on the disk yet.
    package struct Failure: Error, Equatable {
        package let path: String
        /// As in "rota.db cannot be opened".
        package let what: String
        package let errno: Int32
    }

    /// Brings onto the disk what a file holds, or which names a folder has: a rename outlasts a power cut only once its folder is there. Never for
    /// a database file that is in use: closing it drops SQLite's locks.
    package static func sync(_ path: String) throws(Failure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(path: path, what: "cannot be opened", errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Failure(path: path, what: "cannot be brought onto the disk", errno: errno) }
    }

    /// Gives what root has just made to the owner of the folder it lies in: else the account that serves the folder could not open it.
    package static func giveToOwner(_ path: String) {
        var facts = stat()
        guard geteuid() == 0, stat(folder(of: path), &facts) == 0, facts.st_uid != 0 else { return }
        lchown(path, facts.st_uid, facts.st_gid)
    }

    /// The path without links in it; as it is where there is no such file.
    package static func resolve(_ path: String) -> String {
        guard let found = realpath(path, nil) else { return path }
        defer { free(found) }
        return String(cString: found)
    }

    /// The folder that a file is in.
    package static func folder(of path: String) -> String {
        guard let end = path.lastIndex(of: "/") else { return "." }
        return end == path.startIndex ? "/" : String(path[..<end])
    }
}

extension SQLiteError {
    init(_ failure: Disk.Failure) {
        let reason = String(cString: strerror(failure.errno))
        self.init(extendedCode: SQLITE_IOERR | (5 << 8), message: "\(failure.path) \(failure.what): \(reason)", sql: "fsync")
    }
}
