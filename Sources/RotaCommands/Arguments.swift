/// The options and operands of one command: `--name VALUE`, `--name=VALUE`, `--flag`, and the rest in order.
struct Arguments {
    struct Wrong: Error {
        let text: String
    }

    private var values: [String: String] = [:]
    private var flags: Set<String> = []
    private(set) var operands: [String] = []

    /// Throws for an option that the command does not have, one given twice, or one without its value.
    init(_ arguments: [String], options: Set<String> = [], flags known: Set<String> = []) throws(Wrong) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("--"), argument.count > 2 else {
                operands.append(argument)
                continue
            }
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = parts[0]
            if known.contains(name), parts.count == 1 {
                flags.insert(name)
            } else if options.contains(name) {
                guard values[name] == nil else { throw Wrong(text: "--\(name) stands there twice.") }
                guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else { throw Wrong(text: "--\(name) needs a value.") }
                values[name] = value
            } else {
                throw Wrong(text: "There is no option --\(name).")
            }
        }
    }

    subscript(name: String) -> String? { values[name] }

    func has(_ flag: String) -> Bool { flags.contains(flag) }

    /// The option's value; throws where it was not given.
    func required(_ name: String) throws(Wrong) -> String {
        guard let value = values[name] else { throw Wrong(text: "--\(name) is missing.") }
        return value
    }

    func noOperands() throws(Wrong) {
        if let first = operands.first { throw Wrong(text: "\"\(first)\" was not expected.") }
    }
}

/// Runs a command's body: wrong use answers 2 and shows how, a failure answers 1 with its sentence.
func command(_ help: String, _ body: () throws -> Int32) -> Int32 {
    do {
        return try body()
    } catch let wrong as Arguments.Wrong {
        Terminal.error("rota: \(wrong.text)\n\n\(help)")
        return 2
    } catch {
        Terminal.error("rota: \(error)")
        return 1
    }
}
