import Glibc

/// One data folder belongs to one server: whoever serves it, or puts another database in its place, holds the lock on
/// its `rota.lock` for life. Commands that only read or write rows beside a running server don't take it.
///
/// The lock is flock(2)'s: the system lets go of it when the process ends, however it ends, so none is ever stale. The
/// file stays; what counts is the lock on it, not that it is there.
package final class DataLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock or throws, with the process that has it.
    /// - Parameter folder: the data folder, which must exist.
    package convenience init(folder: String) throws(DataLockError) {
        try self.init(folder: folder, pause: { usleep(50_000) })
    }

    /// - Parameter pause: what is done before a second try: `holder` in another process takes the lock for a moment only to see whether it is free.
    init(folder: String, pause: () -> Void) throws(DataLockError) {
        let path = Self.path(in: folder)
        // Not through a link that somebody planted: the number of a process that root runs would be written over what it leads to.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .unusable(path: path, errno: errno) }
        guard Self.take(descriptor, pause) else {
            let reason = errno
            let process = Self.process(notedIn: descriptor)
            _ = Glibc.close(descriptor)
            throw reason == EWOULDBLOCK ? .taken(folder: folder, process: process) : .unusable(path: path, errno: reason)
        }
        Self.note(getpid(), in: descriptor)
        Disk.giveToOwner(path)
        self.descriptor = descriptor
    }

    deinit {
        _ = Glibc.close(descriptor)
    }

    /// The process that holds the folder's lock, 0 if it left no number; nil when nobody does.
    package static func holder(of folder: String) -> Int32? {
        let descriptor = open(path(in: folder), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { _ = Glibc.close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK else { return nil }
        return process(notedIn: descriptor) ?? 0
    }

    /// Leaves the reason in `errno`.
    private static func take(_ descriptor: Int32, _ pause: () -> Void) -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        guard errno == EWOULDBLOCK else { return false }
        pause()
        return flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    private static func path(in folder: String) -> String { folder + "/rota.lock" }

    // For people's eyes only; on a full disk the lock holds without it.
    private static func note(_ process: Int32, in descriptor: Int32) {
        let digits = Array("\(process)\n".utf8)
        ftruncate(descriptor, 0)
        _ = pwrite(descriptor, digits, digits.count, 0)
    }

    private static func process(notedIn descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? Int32(String(decoding: bytes.prefix(count), as: UTF8.self).prefix { $0.isNumber }) : nil
    }
}

/// Why a data folder can't be had for oneself.
package enum DataLockError: Error, Sendable, Equatable {
    case taken(folder: String, process: Int32?)
    /// The lock's file can't be made, opened or locked.
    case unusable(path: String, errno: Int32)
}

extension DataLockError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .taken(let folder, let process):
            """
            The data folder \(folder) is in use by another rota\(process.map { " (process \($0))" } ?? ""). Stop it \
            first, or choose another folder with --data.
            """
        case .unusable(let path, ELOOP):
            "\(path) is a link, which rota does not follow. Remove it and start again."
        case .unusable(let path, let reason):
            """
            \(path) can't be locked: \(String(cString: strerror(reason))). Give this user the right to write it, or \
            choose a data folder on a local disk with --data.
            """
        }
    }
}
