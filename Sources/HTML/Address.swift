/// Which addresses a link, form or image may have. One rule for the compiler of templates and for the running program.
package enum Address {
    /// Whether an address is local (`/…`, `#…`, `?…`) or of a harmless scheme (http, https, mailto, tel, webcal, otpauth).
    ///
    /// Refused are `javascript:` and all other schemes, `//host` and `/\host`, which browsers take for another host, and every control
    /// character, because browsers drop tabs and line ends before they read the scheme (WHATWG URL, basic URL parser).
    package static func isSafe(_ utf8: some Collection<UInt8>) -> Bool {
        guard let first = utf8.first, utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return false }
        switch first {
        case UInt8(ascii: "/"):
            let second = utf8.dropFirst().first
            return second != UInt8(ascii: "/") && second != UInt8(ascii: "\\")
        case UInt8(ascii: "#"), UInt8(ascii: "?"):
            return true
        default:
            return schemes.contains { utf8.starts(with: $0.utf8, by: { lowercased($0) == $1 }) }
        }
    }

    private static let schemes = ["https://", "http://", "mailto:", "tel:", "webcal://", "otpauth://"]

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// RFC 3986 unreserved characters, and `:` and `@`, which a path segment and a mail address may hold as they are.
    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ":"), UInt8(ascii: "@"):
            true
        default:
            false
        }
    }
}

extension HTMLBuffer {
    /// An address, or its beginning, in `href`, `src`, `action` and the like. An unsafe one becomes `#`, which leads nowhere.
    package mutating func address(_ value: String) { checkedAddress(value) }
    package mutating func address(_ value: Substring) { checkedAddress(value) }

    /// One component inside an address that has already begun, such as an id or a query's value: percent-encoded whole.
    package mutating func addressPart(_ value: String) { percentEncode(value) }
    package mutating func addressPart(_ value: Substring) { percentEncode(value) }
    package mutating func addressPart(_ value: Int) { append(value) }

    @available(*, unavailable, message: "an Optional cannot be shown: unwrap it with {{#if let x = …}}")
    package mutating func address(_ value: String?) {}
    @available(*, unavailable, message: "an Optional cannot be shown: unwrap it with {{#if let x = …}}")
    package mutating func addressPart(_ value: String?) {}
    @available(*, unavailable, message: "an Optional cannot be shown: unwrap it with {{#if let x = …}}")
    package mutating func addressPart(_ value: Int?) {}

    private mutating func checkedAddress(_ value: some StringProtocol) {
        withUTF8(of: value) { buffer, utf8 in
            if Address.isSafe(utf8) {
                buffer.escape(utf8)
            } else {
                buffer.raw("#")
            }
        }
    }

    private mutating func percentEncode(_ value: some StringProtocol) {
        withUTF8(of: value) { buffer, utf8 in
            for byte in utf8 {
                if Address.isUnreserved(byte) {
                    buffer.append(byte: byte)
                } else {
                    buffer.append(byte: UInt8(ascii: "%"))
                    buffer.append(byte: Self.hexadecimal(byte >> 4))
                    buffer.append(byte: Self.hexadecimal(byte & 15))
                }
            }
        }
    }

    private static func hexadecimal(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
    }
}
