import Glibc

/// Who has a database open, told by SQLite's locks (sqlite.org/walformat.html, sqlite.org/lockingv3.html) without opening the database: that would change it.
enum DatabaseUse {
    /// Another process that has it open; nil when none has. Only where this process has it closed: looking drops its own locks.
    static func process(of database: String) -> Int32? {
        // In WAL mode every connection holds a lock on the -shm file as long as it is open.
        lockHolder(database + "-shm", from: 0, length: 0) ?? lockHolder(database, from: 0x4000_0000, length: 512)
    }

    private static func lockHolder(_ path: String, from start: Int, length: Int) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var wanted = flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: start, l_len: length, l_pid: 0)
        guard fcntl(descriptor, F_GETLK, &wanted) == 0, wanted.l_type != Int16(F_UNLCK) else { return nil }
        return wanted.l_pid
    }
}
