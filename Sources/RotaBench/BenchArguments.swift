/// Why there is nothing to say, for whoever called.
struct BenchFailure: Error {
    let status: Int32
    let message: String
}

/// What stands behind a sub-command's name: words, then options with a value each.
struct BenchArguments {
    let words: [String]
    private var values: [String: String] = [:]
    private let usage: String

    init(_ arguments: ArraySlice<String>, count: Int, options: Set<String>, usage: String) throws(BenchFailure) {
        var rest = arguments
        self.usage = usage
        words = Array(rest.prefix(count))
        guard words.count == count, words.allSatisfy({ !$0.hasPrefix("-") }) else { throw BenchFailure(status: 2, message: usage) }
        rest = rest.dropFirst(count)
        while let name = rest.popFirst() {
            guard name.hasPrefix("--"), options.contains(String(name.dropFirst(2))) else { throw wrong("there is no option \(name)") }
            guard let value = rest.popFirst() else { throw wrong("\(name) needs a value") }
            values[String(name.dropFirst(2))] = value
        }
    }

    func required(_ name: String) throws(BenchFailure) -> String {
        guard let value = values[name], !value.isEmpty else { throw wrong("--\(name) is needed") }
        return value
    }

    /// Nil where the option is not given.
    func number<Value>(_ name: String, _ read: (String) -> Value?) throws(BenchFailure) -> Value? {
        guard let text = values[name] else { return nil }
        guard let value = read(text) else { throw wrong("--\(name) can't be “\(text)”") }
        return value
    }

    func seconds() throws(BenchFailure) -> Double? { try number("seconds") { Double($0).flatMap { $0 > 0 && $0.isFinite ? $0 : nil } } }

    private func wrong(_ message: String) -> BenchFailure { BenchFailure(status: 2, message: "\(message)\n\(usage)") }
}
