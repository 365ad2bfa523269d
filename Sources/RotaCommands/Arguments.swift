/// The options and operands of one command: `--name VALUE`, `--name=VALUE`, `--flag`, and the rest in order.
struct Arguments {
    /// The command was used wrongly (exit 2); the sentence says how.
    struct Wrong: Error {
        let text: String
    }

    private var values: [String: String] = [:]
    private var flags: Set<String> = []
    private(set) var operands: [String] = []

    /// Throws for an option that the command does not have, one given twice, one without its value, and operands too many.
    init(_ words: [String], options: Set<String> = [], flags known: Set<String> = [], operands most: Int = 0) throws(Wrong) {
        var rest = words[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("--"), word.count > 2 else {
                guard operands.count < most else { throw Wrong(text: "\"\(word)\" was not expected.") }
                operands.append(word)
                continue
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = parts[0]
            if known.contains(name) {
                guard parts.count == 1 else { throw Wrong(text: "--\(name) takes no value.") }
                flags.insert(name)
            } else if options.contains(name) {
                guard values[name] == nil else { throw Wrong(text: "--\(name) is given twice.") }
                values[name] = try parts.count == 2 ? parts[1] : Arguments.value(of: name, &rest)
            } else {
                throw Wrong(text: "There is no option --\(name).")
            }
        }
    }

    /// The next word. One that begins with dashes is an option, whose own value would otherwise be taken for an operand; `--name=--value` gives it all the same.
    private static func value(of name: String, _ rest: inout ArraySlice<String>) throws(Wrong) -> String {
        guard let value = rest.first, !value.hasPrefix("--") else { throw Wrong(text: "--\(name) needs a value.") }
        rest.removeFirst()
        return value
    }

    subscript(name: String) -> String? { values[name] }

    func has(_ flag: String) -> Bool { flags.contains(flag) }

    /// The option's value; throws where it was not given.
    func required(_ name: String) throws(Wrong) -> String {
        guard let value = values[name] else { throw Wrong(text: "--\(name) is missing.") }
        return value
    }
}
