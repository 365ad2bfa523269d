import Civil
import HTTP

/// One line of the log, as text or as a JSON object (RFC 8259), put together byte by byte: one is written for each request.
package struct LogLine: Sendable {
    package let level: LogLevel
    private let format: LogFormat
    private var bytes: [UInt8] = []

    package init(at now: Instant, level: LogLevel, format: LogFormat = .text) {
        self.level = level
        self.format = format
        bytes.reserveCapacity(320)
        append(format == .json ? "{\"ts\":\"" : "ts=")
        appendTime(now)
        append(format == .json ? "Z\",\"level\":\"" : "Z level=")
        switch level {
        case .info: append("info")
        case .warn: append("warn")
        case .error: append("error")
        }
        if format == .json { append("\"") }
    }

    package var text: String { String(decoding: format == .json ? bytes + [UInt8(ascii: "}")] : bytes, as: UTF8.self) }

    /// With the end of the line.
    package func write(to out: inout [UInt8]) {
        out.append(contentsOf: bytes)
        if format == .json { out.append(UInt8(ascii: "}")) }
        out.append(0x0A)
    }

    package mutating func add(_ key: StaticString, _ value: String) {
        start(key)
        if format == .json { appendJSON(value) } else { appendPlain(value) }
    }

    /// Nothing is "-" in text, and absent in JSON.
    package mutating func add(_ key: StaticString, _ number: Int?) {
        guard let number else {
            if format == .text { add(key, "-") }
            return
        }
        start(key)
        append(number)
    }

    package mutating func add(_ key: StaticString, _ id: RequestID) {
        start(key)
        if format == .json { bytes.append(UInt8(ascii: "\"")) }
        id.write(to: &bytes)
        if format == .json { bytes.append(UInt8(ascii: "\"")) }
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
        append(format == .json ? ",\"" : " ")
        append(key)
        append(format == .json ? "\":" : "=")
    }

    /// A value with spaces, quotes or bytes beyond ASCII's visible ones is quoted; what would end the line or the quote becomes a space or an apostrophe.
    private mutating func appendPlain(_ value: String) {
        let isPlain = !value.isEmpty && value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
        guard !isPlain else { return bytes.append(contentsOf: value.utf8) }
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            bytes.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte == UInt8(ascii: "\"") ? UInt8(ascii: "'") : byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A string is UTF-8 in any case; quotes, backslashes and control characters are escaped (RFC 8259 §7).
    private mutating func appendJSON(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0..<0x20, 0x7F:
                append("\\u00")
                for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 48 + digit : 87 + digit) }
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(_ literal: StaticString) { literal.withUTF8Buffer { bytes.append(contentsOf: $0) } }

    private mutating func append(_ number: Int) {
        guard number >= 0 else { return bytes.append(contentsOf: String(number).utf8) }
        var divisor = 1
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            append(digit: number / divisor)
            divisor /= 10
        }
    }

    /// `2026-11-23T08:31:00`, in UTC.
    private mutating func appendTime(_ now: Instant) {
        let day = now.utcDay, date = day.components
        let second = now.seconds - day.number * 86_400
        append(digit: date.year / 1_000)
        append(digit: date.year / 100)
        append(pair: date.year, "-")
        append(pair: date.month, "-")
        append(pair: date.day, "T")
        append(pair: second / 3_600, ":")
        append(pair: second / 60 % 60, ":")
        append(digit: second % 60 / 10)
        append(digit: second)
    }

    private mutating func append(pair number: Int, _ mark: Unicode.Scalar) {
        append(digit: number / 10)
        append(digit: number)
        bytes.append(UInt8(ascii: mark))
    }

    /// The last digit of a number.
    private mutating func append(digit number: Int) { bytes.append(UInt8(truncatingIfNeeded: 48 + number % 10)) }
}
