import Glibc
import Secrets
import SQLite

/// What is done to files so that it is on the disk when it is said to be done. Never for a database file that is in use: closing it drops SQLite's locks.
enum DurableFile {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Bytes; 0 for a file that is not there.
    static func size(_ path: String) -> Int {
        var facts = stat()
        return stat(path, &facts) == 0 ? Int(facts.st_size) : 0
    }

    /// A new file of the owner's alone.
    static func write(_ text: String, to path: String) throws(BackupError) {
        let target = try create(path)
        defer { close(target) }
        var text = text
        let code = text.withUTF8 { put(UnsafeRawBufferPointer($0), into: target) }
        guard code == 0, fsync(target) == 0 else { throw BackupError(path, "cannot be written", code == 0 ? errno : code) }
    }

    /// Copies into a new file of the owner's alone.
    static func copy(_ source: String, to path: String) throws(BackupError) {
        let target = try create(path)
        defer { close(target) }
        var code: Int32 = 0
        try each(source) { piece in
            code = put(piece, into: target)
            return code == 0
        }
        guard code == 0, fsync(target) == 0 else { throw BackupError(path, "cannot be written", code == 0 ? errno : code) }
    }

    static func sync(_ path: String) throws(BackupError) {
        do {
            try Disk.sync(path)
        } catch {
            throw BackupError(error.path, error.what, error.errno)
        }
    }

    static func move(_ source: String, to path: String) throws(BackupError) {
        guard rename(source, path) == 0 else { throw BackupError(source, "cannot be renamed to \(path)", errno) }
    }

    /// The SHA-256 of a file in hexadecimal digits.
    static func hash(_ path: String) throws(BackupError) -> String {
        let stream = SHA256Stream()
        try each(path) { piece in
            stream.add(piece)
            return true
        }
        guard let digest = stream.hex() else { throw BackupError("\(path): its SHA-256 cannot be computed. Install OpenSSL anew.") }
        return digest
    }

    /// The first bytes of a file, so many at the most.
    static func start(of path: String, _ count: Int) throws(BackupError) -> [UInt8] {
        var bytes: [UInt8] = []
        try each(path) { piece in
            bytes += piece.prefix(count - bytes.count)
            return bytes.count < count
        }
        return bytes
    }

    private static func create(_ path: String) throws(BackupError) -> Int32 {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BackupError(path, "cannot be made", errno) }
        return descriptor
    }

    /// Gives the file piece by piece until `body` says that it is enough. Throws for what is no plain file: a pipe would be waited for without end.
    private static func each(_ path: String, _ body: (UnsafeRawBufferPointer) -> Bool) throws(BackupError) {
        let source = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard source >= 0 else { throw BackupError(path, "cannot be read", errno) }
        defer { close(source) }
        var facts = stat()
        guard fstat(source, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { throw BackupError("\(path) is no plain file. Use another.") }
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(source, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw BackupError(path, "cannot be read", errno) }
            guard count > 0, piece.withUnsafeBytes({ body(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }) else { return }
        }
    }

    /// Gives 0, or `errno` where it stopped.
    private static func put(_ bytes: UnsafeRawBufferPointer, into descriptor: Int32) -> Int32 {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 ? errno : EIO }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        }
        return 0
    }
}
