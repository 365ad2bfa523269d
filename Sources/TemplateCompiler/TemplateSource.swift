/// A template's text as bytes, with the way back from an offset to a line and column.
struct TemplateSource {
    let bytes: [UInt8]
    /// It is a mail's: read by mail programs, which know no style sheet of ours and no content security policy.
    let isMail: Bool
    private let lineStarts: [Int]

    /// Takes a file's bytes; line ends become `\n`. Throws for bytes that aren't UTF-8 and for control characters.
    init(_ file: [UInt8], isMail: Bool = false) throws(TemplateError) {
        self.isMail = isMail
        var kept: [UInt8] = []
        kept.reserveCapacity(file.count)
        for byte in file where byte != UInt8(ascii: "\r") { kept.append(byte) }
        bytes = kept
        lineStarts = [0] + kept.indices.filter { kept[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }

        if String(validating: kept, as: UTF8.self) == nil {
            throw error(0, "This file is not UTF-8 text. Save it as UTF-8.")
        }
        if kept.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw error(0, "This file begins with a byte order mark. Save it as UTF-8 without one.")
        }
        if let control = kept.firstIndex(where: { ($0 < 0x20 && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\t")) || $0 == 0x7F }) {
            throw error(control, "There is a control character here. Remove it.")
        }
    }

    /// The line, from 1, on which an offset lies.
    func line(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    func error(_ offset: Int, _ message: String) -> TemplateError {
        let line = line(of: offset)
        let before = bytes[lineStarts[line - 1]..<min(offset, bytes.count)]
        let column = before.count { $0 & 0b1100_0000 != 0b1000_0000 } + 1
        return TemplateError(line: line, column: column, message: message)
    }

    func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// Where `needle` next begins at or after `start` and ends by `end`, or by the text's end.
    func firstOffset(of needle: StaticString, from start: Int, to end: Int? = nil) -> Int? {
        needle.withUTF8Buffer { needle in
            var offset = start
            while offset + needle.count <= end ?? bytes.count {
                if bytes[offset...].starts(with: needle) { return offset }
                offset += 1
            }
            return nil
        }
    }
}

extension UInt8 {
    var isSpace: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\t") }

    var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
