import Glibc

/// Why a command could not do what it was asked (exit 1), in words that say what to do.
struct Failure: Error, CustomStringConvertible {
    /// As they go to standard error.
    let lines: [String]

    init(_ sentence: String) { lines = ["rota: \(sentence)"] }

    init(lines: [String]) { self.lines = lines }

    var description: String { lines.joined(separator: "\n") }

    /// An `errno` in words, such as "No space left on device".
    static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
