import CLinux
import Glibc

/// An open file that closes itself.
final class OpenFile: Sendable {
    let descriptor: Int32

    /// Opens a regular file that has at least `count` bytes; nil otherwise.
    init?(_ path: String, atLeast count: Int) {
        // Without O_NONBLOCK, opening a named pipe would wait for its writer.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        var info = stat()
        // A false return runs deinit, which closes.
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG, Int(info.st_size) >= count else { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}

/// The bytes, and after them the part of a file, that a connection still has to send.
struct Output {
    enum Progress {
        case done
        case mustWait(Interest)
        case failed
    }

    var bytes: [UInt8] = []
    private var sent = 0
    private var file: (OpenFile, offset: Int, remaining: Int)?
    /// Bytes of answers sent since `restart`.
    private(set) var total = 0

    var isEmpty: Bool { sent == bytes.count && file == nil }
    var hasFile: Bool { file != nil }
    var count: Int { bytes.count - sent }

    mutating func follow(with opened: OpenFile, offset: Int, count: Int) {
        if count > 0 { file = (opened, offset, count) }
    }

    /// Sends what the socket takes at once.
    mutating func flush(_ transport: Transport) -> Progress {
        while sent < bytes.count {
            let step = bytes.withUnsafeBytes { transport.send(UnsafeRawBufferPointer(rebasing: $0[sent...]), more: file != nil) }
            switch step {
            case .moved(let count): (sent, total) = (sent + count, total + count)
            case .mustWait(let interest): return .mustWait(interest)
            case .ended, .failed: return .failed
            }
        }
        bytes.removeAll(keepingCapacity: true)
        sent = 0
        while let (opened, offset, remaining) = file {
            switch transport.send(file: opened.descriptor, offset: offset, count: remaining) {
            case .moved(let count):
                total += count
                file = count == remaining ? nil : (opened, offset + count, remaining - count)
            case .mustWait(let interest): return .mustWait(interest)
            case .ended, .failed: return .failed
            }
        }
        total = 0
        return .done
    }
}
