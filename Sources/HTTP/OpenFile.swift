import Glibc

/// A regular file that is open for reading and closes itself: what an answer made of files is sent from.
package final class OpenFile: Sendable {
    package let descriptor: Int32
    /// In bytes, when it was opened.
    package let size: Int
    /// Seconds since 1970, when it was opened.
    package let modified: Int

    /// Nil for what is missing, may not be read, or is no regular file; a link is none.
    package init?(_ path: String) {
        // Without O_NONBLOCK, opening a named pipe would wait for its writer.
        let opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard opened >= 0 else { return nil }
        var facts = stat()
        guard fstat(opened, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            close(opened)
            return nil
        }
        descriptor = opened
        size = Int(facts.st_size)
        modified = facts.st_mtim.tv_sec
    }

    deinit { close(descriptor) }

    /// All its bytes; nil when they can't be read, or are fewer by now.
    package func contents() -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            while filled < size, let rest = buffer.baseAddress.map({ $0 + filled }) {
                let count = pread(descriptor, rest, size - filled, off_t(filled))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                filled += count
            }
        }
        return bytes.count == size ? bytes : nil
    }
}
