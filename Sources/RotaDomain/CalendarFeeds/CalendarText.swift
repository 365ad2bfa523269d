/// Writes iCalendar content lines (RFC 5545 §3.1): CRLF ends each, and none is longer than 75 octets, beyond which it goes on behind a space.
package struct CalendarText {
    package private(set) var bytes: [UInt8] = []
    private var line: [UInt8] = []

    private static let most = 75

    package init() { bytes.reserveCapacity(16_384) }

    /// A line whose value needs no escaping: a date, a number, a word of the standard.
    package mutating func add(_ name: StaticString, _ value: String) {
        begin(name)
        line.append(contentsOf: value.utf8)
        end()
    }

    /// Lines that stand in the program as they go out, each ended by a line feed alone.
    package mutating func add(_ lines: StaticString) {
        lines.withUTF8Buffer { text in
            for byte in text {
                if byte == 0x0A { bytes.append(0x0D) }
                bytes.append(byte)
            }
        }
    }

    /// A TEXT value (§3.3.11): `\ ; ,` and line ends are escaped, other control characters left out.
    package mutating func addText(_ name: StaticString, _ value: String) {
        begin(name)
        var previous: UInt8 = 0
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","): line += [UInt8(ascii: "\\"), byte]
            case 0x0A where previous == 0x0D: break
            case 0x0A, 0x0D: line += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 0..<0x20, 0x7F: break
            default: line.append(byte)
            }
            previous = byte
        }
        end()
    }

    private mutating func begin(_ name: StaticString) {
        line.removeAll(keepingCapacity: true)
        name.withUTF8Buffer { line.append(contentsOf: $0) }
        line.append(UInt8(ascii: ":"))
    }

    private mutating func end() {
        var start = 0, room = Self.most
        while line.count - start > room {
            var cut = start + room
            // Not within a character: its further bytes are 10xxxxxx.
            while cut > start + 1, line[cut] & 0xC0 == 0x80 { cut -= 1 }
            bytes.append(contentsOf: line[start..<cut])
            bytes += [0x0D, 0x0A, 0x20]
            start = cut
            room = Self.most - 1
        }
        bytes.append(contentsOf: line[start...])
        bytes += [0x0D, 0x0A]
    }
}
