import Glibc

/// The streams of a command, and the only place that writes to them: Foundation's handles trap when the disk is full or the reader has gone,
/// and a trap ends the server for everyone.
package struct Terminal: Sendable {
    let input: Int32
    let output: Int32
    let errors: Int32

    package static let standard = Terminal(input: STDIN_FILENO, output: STDOUT_FILENO, errors: STDERR_FILENO)

    /// A line for whoever reads along, such as the log's; dropped where it can't be written.
    func line(_ text: String) { _ = Terminal.write(text + "\n", to: output) }

    /// A line on standard error; dropped where it can't be written.
    func error(_ text: String) { _ = Terminal.write(text + "\n", to: errors) }

    /// Text on standard error that ends no line; dropped where it can't be written.
    func progress(_ text: String) { _ = Terminal.write(text, to: errors) }

    /// What the command was asked for: that it can't be written is the command's failure.
    func result(_ text: String) throws(Failure) { try result(Array(text.utf8)) }

    func result(_ bytes: [UInt8]) throws(Failure) {
        let code = bytes.withUnsafeBytes { Terminal.write($0, to: output) }
        guard code == 0 else { throw Failure("Standard output cannot be written: \(Failure.reason(code)).") }
    }

    /// The next line of standard input without its end; nil when there is none.
    func readLine() -> String? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.count < 4_096 {
            let count = read(input, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { break }
            if byte == UInt8(ascii: "\n") {
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                return String(decoding: line, as: UTF8.self)
            }
            line.append(byte)
        }
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
    }

    /// Writes everything, however many calls that takes. Gives 0, or `errno` where it stopped.
    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            guard count <= 0 else {
                rest = UnsafeRawBufferPointer(rebasing: rest[min(count, rest.count)...])
                continue
            }
            guard count < 0 else { return EIO }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                // Whoever started us made the stream non-blocking.
                var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&wanted, 1, -1)
            case let code: return code
            }
        }
        return 0
    }

    private static func write(_ text: String, to descriptor: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
    }
}
