import Foundation
import RotaDomain

/// Reading and writing the files that commands name. What can't be read, is not valid or can't be written is a `Failure`, a line for each problem.
enum CommandFiles {
    /// - Parameter sharedParts: two shifts of one clinician may lie on one part, for the scorer to report.
    static func practice(_ path: String, sharedParts: Bool = false) throws(Failure) -> PracticeFile {
        let bytes = try read(path)
        do {
            return try PracticeFileReader.read(bytes, sharedPartsAllowed: sharedParts)
        } catch {
            throw Failure(lines: error.texts.map { "\(path): \($0)" })
        }
    }

    static func rota(_ path: String, for practice: PracticeFile) throws(Failure) -> RotaFile {
        let bytes = try read(path)
        do {
            return try RotaFileReader.read(bytes, for: practice)
        } catch {
            throw Failure(lines: error.texts.map { "\(path): \($0)" })
        }
    }

    static func read(_ path: String) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count == 0 { return bytes }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw unreadable(path, errno) }
            bytes += piece[..<count]
        }
    }

    /// Puts the bytes into the file: all of them, or the file stays as it was. What is no plain file, such as /dev/stdout, is written where it is.
    static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        var facts = stat()
        let exists = stat(path, &facts) == 0
        if exists, facts.st_mode & S_IFMT != S_IFREG { return try write(bytes, into: path, flags: O_WRONLY, mode: 0, named: path) }
        // A link stays a link: the file that it leads to is replaced.
        let target = exists ? URL(fileURLWithPath: path).resolvingSymlinksInPath().path : path
        let part = "\(target).\(getpid()).part"
        do throws(Failure) {
            try write(bytes, into: part, flags: O_WRONLY | O_CREAT | O_EXCL, mode: exists ? facts.st_mode & 0o777 : 0o666, named: path)
            guard rename(part, target) == 0 else { throw unwritable(path, errno) }
        } catch {
            unlink(part)
            throw error
        }
    }

    private static func write(_ bytes: [UInt8], into path: String, flags: Int32, mode: mode_t, named name: String) throws(Failure) {
        let descriptor = open(path, flags | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw unwritable(name, errno) }
        var code = bytes.withUnsafeBytes { Terminal.write($0, to: descriptor) }
        // A disk that is full may say so only now; pipes and terminals can't be synchronised.
        if code == 0, fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { code = errno }
        if close(descriptor) != 0, code == 0 { code = errno }
        guard code == 0 else { throw unwritable(name, code) }
    }

    private static func unreadable(_ path: String, _ code: Int32) -> Failure { Failure(lines: ["\(path): cannot be read: \(Failure.reason(code))."]) }

    private static func unwritable(_ path: String, _ code: Int32) -> Failure {
        let remedy =
            switch code {
            case ENOSPC, EDQUOT: "Free some space there, or choose another file with --output."
            case ENOENT, ENOTDIR: "Make its folder first, or choose another file with --output."
            case EACCES, EPERM, EROFS: "Give this user the right to write there, or choose another file with --output."
            default: "Choose another file with --output."
            }
        return Failure(lines: ["\(path): cannot be written: \(Failure.reason(code)). \(remedy)"])
    }
}
