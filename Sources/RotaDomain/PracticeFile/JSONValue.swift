/// A JSON value (RFC 8259) and the line on which it begins.
///
/// Unlike Foundation's reading it keeps lines, tells `true` from `1`, and leaves no key unseen.
package struct JSONValue: Sendable {
    package let line: Int
    package let content: Content

    package enum Content: Sendable {
        case null
        case bool(Bool)
        case number(Double)
        case string(String)
        case list([JSONValue])
        case object([Member])
    }

    /// One key of an object with its value, in the order of the text.
    package struct Member: Sendable {
        package let key: String
        package let value: JSONValue
    }

    /// How a message names the value: short, on one line, and as it stands in the file.
    package var shown: String {
        switch content {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let value): JSONText.number(value)
        case .string(let value): JSONText.quoted(value, longest: 60)
        case .list(let values): values.isEmpty ? "an empty list" : "a list"
        case .object: "an object"
        }
    }
}

/// Where in a document a value stands: `terms[3].start`.
package indirect enum FilePath: Sendable {
    case root
    case key(FilePath, String)
    case index(FilePath, Int)

    package var text: String {
        switch self {
        case .root: ""
        case .index(let outer, let index): "\(outer.text)[\(index)]"
        case .key(let outer, let key):
            if !FilePath.isPlain(key) {
                "\(outer.text)[\(JSONText.quoted(key, longest: 40))]"
            } else if case .root = outer {
                key
            } else {
                "\(outer.text).\(key)"
            }
        }
    }

    private static func isPlain(_ key: String) -> Bool {
        !key.isEmpty && key.utf8.count <= 40
            && key.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D }
    }
}

/// Texts and numbers as JSON writes them.
package enum JSONText {
    /// The number without a needless `.0`.
    package static func number(_ value: Double) -> String {
        whole(value).map(String.init) ?? "\(value)"
    }

    /// The number as an integer, or nil when it is none or too large to be told. (`rounded` and `Int(exactly:)` would ask for the C maths library.)
    package static func whole(_ value: Double) -> Int? {
        guard abs(value) < 1e15, Double(Int(value)) == value else { return nil }
        return Int(value)
    }

    /// In quotes and escaped; cut with an ellipsis after `longest` Unicode scalars. (One character may be megabytes of accents.)
    package static func quoted(_ text: String, longest: Int = .max) -> String {
        var bytes: [UInt8] = []
        let cut = text.unicodeScalars.index(text.startIndex, offsetBy: longest, limitedBy: text.endIndex) ?? text.endIndex
        append(cut == text.endIndex ? text : text[..<cut] + "…", to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes the text in quotes, escaping what RFC 8259 section 7 says must be.
    package static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C: bytes += [0x5C, byte]
            case 0x0A: bytes += [0x5C, 0x6E]
            case 0x0D: bytes += [0x5C, 0x72]
            case 0x09: bytes += [0x5C, 0x74]
            case 0..<0x20: bytes += Array("\\u00\(byte < 0x10 ? "0" : "1")\(String(byte % 16, radix: 16))".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }
}
