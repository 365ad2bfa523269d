/// Collects the lines of a generated file. Literals that follow each other become one.
struct SwiftWriter {
    private(set) var text = ""
    private var literal: [UInt8] = []
    private var depth = 0
    private let file: String
    private var line: Int?

    /// `file` is the template's path as the compiler's messages shall name it.
    init(file: String) {
        // Swift takes no raw literal in #sourceLocation.
        self.file = file.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }

    mutating func add(literal bytes: [UInt8]) {
        literal += bytes
    }

    /// A line of Swift for which the template's `line` answers; nil for a line that can't be wrong.
    mutating func add(_ swift: String, line: Int? = nil) {
        flush()
        if let line { locate(line) }
        append(swift)
    }

    /// Opens a block; `closure` is what stands behind the brace of a closure, such as `html in`.
    mutating func open(_ swift: String, line: Int? = nil, closure: String? = nil) {
        add(swift + " {" + (closure.map { " " + $0 } ?? ""), line: line)
        depth += 1
    }

    /// Closes a block and opens the one that continues it, as in `} else if x {`.
    mutating func reopen(_ swift: String, line: Int? = nil) {
        flush()
        depth -= 1
        if let line { locate(line) }
        append("} \(swift) {")
        depth += 1
    }

    mutating func close() {
        flush()
        depth -= 1
        append("}")
    }

    /// Gives the compiler's messages back to the generated file.
    mutating func endLocation() {
        flush()
        text += "#sourceLocation()\n"
        line = nil
    }

    private mutating func locate(_ wanted: Int) {
        guard line != wanted else { return }
        text += "#sourceLocation(file: \"\(file)\", line: \(wanted))\n"
        line = wanted
    }

    private mutating func append(_ swift: String) {
        text += swift.isEmpty ? "\n" : String(repeating: "    ", count: depth) + swift + "\n"
        if let last = line { line = last + 1 }
    }

    private mutating func flush() {
        let pending = literal
        literal = []
        for literal in SwiftLiteral.literals(for: pending) {
            append("html.raw(\(literal))")
        }
    }
}
