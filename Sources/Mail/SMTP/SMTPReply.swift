/// A server's answer: three digits and words, perhaps in several lines (RFC 5321 §4.2).
package struct SMTPReply: Sendable, Equatable {
    package let code: Int
    /// Without codes and marks, one for each line.
    package let lines: [String]

    /// RFC 5321 §4.5.3.1.5 gives 512 octets; some servers' are longer.
    package static let lineLimit = 2_048
    package static let lineCount = 128

    package var isPositive: Bool { code / 100 == 2 }
    package var isPermanentRefusal: Bool { code / 100 == 5 }

    /// `550 5.1.1 No such user`, on one line, for people.
    package var words: String { SMTPReply.shown("\(code) \(lines.joined(separator: " "))") }

    /// The code of one line, whether more lines follow, and its text; nil where it is none.
    package static func parse(_ line: [UInt8]) -> (code: Int, isLast: Bool, text: String)? {
        let digits = line.prefix(3)
        guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }), let first = digits.first, (0x32...0x35).contains(first) else { return nil }
        let code = digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
        let mark = line.dropFirst(3).first
        guard mark == nil || mark == 0x20 || mark == 0x2D else { return nil }
        return (code, mark != 0x2D, String(decoding: line.dropFirst(4), as: UTF8.self))
    }

    /// Bounded, and without what could play tricks in a log or a page.
    package static func shown(_ text: String) -> String {
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

/// Makes a reply of its lines, which all have the same code (RFC 5321 §4.2.1).
package struct SMTPReplyLines: Sendable {
    package enum Outcome: Equatable, Sendable {
        case more
        case whole(SMTPReply)
        /// The line is none of SMTP's, or has another code than those before it.
        case wrong
        case endless
    }

    private var code: Int?
    private var texts: [String] = []

    package init() {}

    /// - Parameter line: without its end.
    package mutating func take(_ line: [UInt8]) -> Outcome {
        guard let part = SMTPReply.parse(line), code == nil || code == part.code else { return .wrong }
        code = part.code
        texts.append(part.text)
        if part.isLast { return .whole(SMTPReply(code: part.code, lines: texts)) }
        return texts.count < SMTPReply.lineCount ? .more : .endless
    }
}
