import Civil
import HTTP

/// One line of the log, `key=value` after `key=value`, put together byte by byte: one is written for each request.
package struct LogLine {
    private var bytes: [UInt8] = []

    /// - Parameter level: `info`, `warn` or `error`.
    package init(at now: Instant, level: StaticString) {
        bytes.reserveCapacity(256)
        append("ts=")
        bytes.append(contentsOf: now.utcDay.iso.utf8)
        let second = now - Instant(seconds: now.utcDay.number * 86_400)
        for (mark, part) in [(UInt8(ascii: "T"), second / 3_600), (UInt8(ascii: ":"), second / 60 % 60), (UInt8(ascii: ":"), second % 60)] {
            bytes.append(mark)
            bytes.append(UInt8(truncatingIfNeeded: 48 + part / 10))
            bytes.append(UInt8(truncatingIfNeeded: 48 + part % 10))
        }
        append("Z level=")
        append(level)
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// A value with spaces, quotes or bytes beyond ASCII's visible ones is quoted; what would end the line or the quote becomes a space or an apostrophe.
    package mutating func add(_ key: StaticString, _ value: String) {
        start(key)
        let isPlain = !value.isEmpty && value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
        guard !isPlain else { return bytes.append(contentsOf: value.utf8) }
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            bytes.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte == UInt8(ascii: "\"") ? UInt8(ascii: "'") : byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func add(_ key: StaticString, _ number: Int) {
        start(key)
        append(number)
    }

    package mutating func add(_ key: StaticString, _ id: RequestID) {
        start(key)
        for shift in stride(from: UInt64(60), through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: id.number >> shift) & 15
            bytes.append(digit < 10 ? 48 + digit : 87 + digit)
        }
    }

    /// Milliseconds with one decimal.
    mutating func add(_ key: StaticString, nanoseconds: UInt64) {
        let tenths = Int(clamping: nanoseconds / 100_000)
        start(key)
        append(tenths / 10)
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(truncatingIfNeeded: 48 + tenths % 10))
    }

    private mutating func start(_ key: StaticString) {
        bytes.append(0x20)
        append(key)
        bytes.append(UInt8(ascii: "="))
    }

    private mutating func append(_ literal: StaticString) { literal.withUTF8Buffer { bytes.append(contentsOf: $0) } }

    private mutating func append(_ number: Int) {
        guard number < 0 || number > 9 else { return bytes.append(UInt8(truncatingIfNeeded: 48 + number)) }
        bytes.append(contentsOf: String(number).utf8)
    }
}
