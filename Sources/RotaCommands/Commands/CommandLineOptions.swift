/// `--name value` options and `--flag` flags of one command.
struct CommandLineOptions {
    /// The command line can't be understood; the text says why.
    struct Misuse: Error {
        var text: String
    }

    private var values: [String: String] = [:]
    private var flags: Set<String> = []

    /// Knows the options of these names, with a value each, and these flags; anything else is a misuse.
    init(_ arguments: [String], options: Set<String>, flags known: Set<String> = []) throws(Misuse) {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if known.contains(word) {
                flags.insert(word)
            } else if options.contains(word) {
                guard let value = rest.popFirst() else { throw Misuse(text: "\(word) needs a value") }
                guard values.updateValue(value, forKey: word) == nil else { throw Misuse(text: "\(word) is given twice") }
            } else {
                throw Misuse(text: "unknown option \(word)")
            }
        }
    }

    func has(_ flag: String) -> Bool { flags.contains(flag) }
    func value(_ name: String) -> String? { values[name] }

    func required(_ name: String) throws(Misuse) -> String {
        guard let value = values[name] else { throw Misuse(text: "\(name) is missing") }
        return value
    }
}
