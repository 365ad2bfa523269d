/// A strict parser of RFC 8259 that knows lines, finds repeated keys, and goes no deeper than `deepest`.
///
/// A byte order mark is tolerated. Text after the document, numbers like `01` or `NaN`, trailing commas and lone surrogates are not.
package struct JSONParser {
    package static let deepest = 32
    /// A few bytes of text can become many of memory, so values are counted; the largest practice file holds half as many.
    package static let mostValues = 4_000_000
    static let mostRepeated = 1000

    private let bytes: [UInt8]
    private let mostValues: Int
    private var position = 0
    private var line = 1
    private var lineStart = 0
    private var values = 0
    private var repeated: [FileProblem] = []

    private init(_ bytes: [UInt8], mostValues: Int) {
        self.bytes = bytes
        self.mostValues = mostValues
    }

    /// The document, and a problem for each key that stands twice in one object. Throws the one problem of text that is not JSON.
    package static func parse(_ bytes: [UInt8], mostValues: Int = mostValues) throws(FileProblem) -> (value: JSONValue, repeated: [FileProblem]) {
        var parser = JSONParser(bytes, mostValues: mostValues)
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
            throw FileProblem(line: nil, path: "", what: "is UTF-16 text; save it as UTF-8")
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            parser.position = 3
            parser.lineStart = 3
        }
        parser.skipSpace()
        let value = try parser.value(.root, depth: 0)
        parser.skipSpace()
        guard parser.peek == nil else { throw parser.unexpected("the end of the file") }
        return (value, parser.repeated)
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = peek {
            switch byte {
            case 0x20, 0x09, 0x0D: position += 1
            case 0x0A:
                position += 1
                line += 1
                lineStart = position
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private func fail(_ what: String) -> FileProblem {
        let column = bytes[lineStart..<position].count { $0 & 0xC0 != 0x80 } + 1
        return FileProblem(line: line, path: "column \(column)", what: "is not JSON: \(what)")
    }

    private func unexpected(_ expected: String) -> FileProblem {
        guard position < bytes.count else { return fail("the file ends where \(expected) should stand") }
        let rest = String(decoding: bytes[position..<min(position + 8, bytes.count)], as: UTF8.self)
        return fail("\(expected) should stand here, not \(JSONText.quoted(String(rest.prefix(1))))")
    }

    private mutating func value(_ path: FilePath, depth: Int) throws(FileProblem) -> JSONValue {
        guard depth < JSONParser.deepest else { throw fail("lists and objects stand more than \(JSONParser.deepest) deep inside each other") }
        values += 1
        guard values <= mostValues else { throw fail("it holds more than \(mostValues) values") }
        let start = line
        let content: JSONValue.Content
        switch peek {
        case 0x7B: content = try object(path, depth: depth)
        case 0x5B: content = try list(path, depth: depth)
        case 0x22: content = .string(try string())
        case 0x2D, .some(0x30...0x39): content = try number()
        case 0x74: content = try literal("true", .bool(true))
        case 0x66: content = try literal("false", .bool(false))
        case 0x6E: content = try literal("null", .null)
        default: throw unexpected("a value")
        }
        return JSONValue(line: start, content: content)
    }

    private mutating func object(_ path: FilePath, depth: Int) throws(FileProblem) -> JSONValue.Content {
        position += 1
        var members: [JSONValue.Member] = []
        var keys: Set<String> = []
        skipSpace()
        if take(0x7D) { return .object([]) }
        while true {
            guard peek == 0x22 else { throw unexpected("a key in quotes") }
            let keyLine = line
            let key = try string()
            let place = FilePath.key(path, key)
            if !keys.insert(key).inserted {
                guard repeated.count < JSONParser.mostRepeated else { throw fail("more than \(JSONParser.mostRepeated) keys stand twice in one object") }
                repeated.append(FileProblem(line: keyLine, path: place.text, what: "this key stands twice in one object"))
            }
            skipSpace()
            guard take(0x3A) else { throw unexpected("a colon") }
            skipSpace()
            members.append(JSONValue.Member(key: key, value: try value(place, depth: depth + 1)))
            skipSpace()
            if take(0x7D) { return .object(members) }
            guard take(0x2C) else { throw unexpected("a comma or }") }
            skipSpace()
        }
    }

    private mutating func list(_ path: FilePath, depth: Int) throws(FileProblem) -> JSONValue.Content {
        position += 1
        var values: [JSONValue] = []
        skipSpace()
        if take(0x5D) { return .list([]) }
        while true {
            values.append(try value(.index(path, values.count), depth: depth + 1))
            skipSpace()
            if take(0x5D) { return .list(values) }
            guard take(0x2C) else { throw unexpected("a comma or ]") }
            skipSpace()
        }
    }

    private mutating func literal(_ word: String, _ content: JSONValue.Content) throws(FileProblem) -> JSONValue.Content {
        for byte in word.utf8 {
            guard take(byte) else { throw unexpected("the word \(word)") }
        }
        return content
    }

    private mutating func number() throws(FileProblem) -> JSONValue.Content {
        let start = position
        _ = take(0x2D)
        if !take(0x30) { try digits() }
        if take(0x2E) { try digits() }
        if take(0x65) || take(0x45) {
            _ = take(0x2B) || take(0x2D)
            try digits()
        }
        guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)), value.isFinite else {
            throw fail("the number before this is too large")
        }
        return .number(value)
    }

    private mutating func digits() throws(FileProblem) {
        let start = position
        while let byte = peek, (0x30...0x39).contains(byte) { position += 1 }
        guard position > start else { throw unexpected("a digit") }
    }

    private mutating func string() throws(FileProblem) -> String {
        position += 1
        var text: [UInt8] = []
        var runStart = position
        while let byte = peek {
            switch byte {
            case 0x22:
                text += bytes[runStart..<position]
                guard let string = String(validating: text, as: UTF8.self) else { throw fail("the text before this is not UTF-8") }
                position += 1
                return string.composed
            case 0x5C:
                text += bytes[runStart..<position]
                position += 1
                try escape(into: &text)
                runStart = position
            case 0..<0x20: throw fail("a line break or control character stands inside a text")
            default: position += 1
            }
        }
        throw unexpected("the closing quote of a text")
    }

    private mutating func escape(into text: inout [UInt8]) throws(FileProblem) {
        guard let byte = peek else { throw unexpected("the rest of a text") }
        switch byte {
        case 0x22, 0x5C, 0x2F: text.append(byte)
        case 0x62: text.append(0x08)
        case 0x66: text.append(0x0C)
        case 0x6E: text.append(0x0A)
        case 0x72: text.append(0x0D)
        case 0x74: text.append(0x09)
        case 0x75:
            position += 1
            return text += String(Character(try unicodeEscape())).utf8
        default: throw unexpected("one of \" \\ / b f n r t u after a backslash")
        }
        position += 1
    }

    /// The scalar of `XXXX` or, for a surrogate pair, of `XXXX\uXXXX`.
    private mutating func unicodeEscape() throws(FileProblem) -> Unicode.Scalar {
        var code = try hexadecimal()
        if (0xD800..<0xDC00).contains(code), take(0x5C), take(0x75) {
            let low = try hexadecimal()
            guard (0xDC00..<0xE000).contains(low) else { throw fail("half a surrogate pair stands before this") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw fail("half a surrogate pair stands before this") }
        return scalar
    }

    private mutating func hexadecimal() throws(FileProblem) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw unexpected("a hexadecimal digit") }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }
}
