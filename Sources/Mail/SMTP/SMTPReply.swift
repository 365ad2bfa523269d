/// A server's answer: three digits and words, perhaps in several lines (RFC 5321 §4.2).
struct SMTPReply: Sendable, Equatable {
    let code: Int
    /// Without codes and marks, one for each line.
    let lines: [String]

    /// RFC 5321 §4.5.3.1.5 gives 512 octets; some servers' are longer.
    static let lineLimit = 2_048
    static let lineCount = 128

    var isPositive: Bool { code / 100 == 2 }
    var isPermanentRefusal: Bool { code / 100 == 5 }

    /// `550 5.1.1 No such user`, on one line, for people.
    var words: String { SMTPReply.shown("\(code) \(lines.joined(separator: " "))") }

    /// The code of one line, whether more lines follow, and its text; nil where it is none.
    static func parse(_ line: [UInt8]) -> (code: Int, isLast: Bool, text: String)? {
        let digits = line.prefix(3)
        guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }), let first = digits.first, (0x32...0x35).contains(first) else { return nil }
        let code = digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
        let mark = line.dropFirst(3).first
        guard mark == nil || mark == 0x20 || mark == 0x2D else { return nil }
        return (code, mark != 0x2D, String(decoding: line.dropFirst(4), as: UTF8.self))
    }

    /// Bounded, and without what could play tricks in a log or a page.
    static func shown(_ text: String) -> String {
        let visible = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: " "
            default: scalar
            }
        }
        var out = String.UnicodeScalarView()
        out.append(contentsOf: visible.prefix(400))
        return visible.count > 400 ? "\(String(out))…" : String(out)
    }
}
