import Glibc
import SQLite

/// Why there is no backup, or why it can't be restored, in words that say what to do.
package struct BackupError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }

    /// - Parameter code: an `errno`.
    init(_ path: String, _ what: String, _ code: Int32) {
        let remedy =
            switch code {
            case ENOSPC, EDQUOT: " Free some space there."
            case EACCES, EPERM: " Give this user the right to it."
            case EROFS: " The disk is read-only: choose another place."
            case ENOENT, ENOTDIR: " Check the name."
            default: ""
            }
        self.init("\(path) \(what): \(String(cString: strerror(code))).\(remedy)")
    }

    /// SQLite's own words about a file, without the statement.
    init(_ path: String, _ error: any Error) {
        guard let error = error as? SQLiteError else {
            self.init("\(path): \(error)")
            return
        }
        let words = error.message.hasPrefix(path) ? error.message : "\(path): \(error.message)"
        self.init(error.isFull ? "\(words). Free some space on its disk." : "\(words).")
    }
}
