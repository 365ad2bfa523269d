import Glibc

/// Puts each message into a folder as `.eml`, whole or not at all. The name is the Message-ID's, so that one sent again replaces itself.
package struct FileRoute: MailRoute {
    private let folder: String

    package init(folder: String) { self.folder = folder }

    package var words: String { "the folder \(folder)" }

    package func open(_ watch: Watch) throws(MailError) -> any MailPassage {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw MailError(.connecting, "The folder \(folder) cannot be made: \(NetworkStream.reason(errno)).") }
        return FilePassage(folder)
    }
}

private final class FilePassage: MailPassage {
    private let folder: String
    let isOpen = true

    init(_ folder: String) { self.folder = folder }

    func close() {}

    func send(_ message: Message) throws(MailError) -> String {
        let left = message.id.prefix { $0 != "@" }
        let name = String(decoding: left.utf8.map { byte in byte == 0x2F ? UInt8(ascii: "_") : byte }, as: UTF8.self)
        let path = "\(folder)/\(name).eml", draft = "\(folder)/.\(name).eml.new"
        let descriptor = Glibc.open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failed(draft) }
        let isWritten = message.bytes.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = write(descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
                if count <= 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                sent += count
            }
            return fsync(descriptor) == 0
        }
        let code = errno
        Glibc.close(descriptor)
        errno = code
        guard isWritten, rename(draft, path) == 0 else {
            let error = failed(path)
            unlink(draft)
            throw error
        }
        keepFolder()
        return "Written to \(path)"
    }

    /// The new name survives a power cut too.
    private func keepFolder() {
        let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        Glibc.close(descriptor)
    }

    /// By `errno`.
    private func failed(_ path: String) -> MailError { MailError(.handingOver, "\(path) cannot be written: \(NetworkStream.reason(errno)).") }
}
