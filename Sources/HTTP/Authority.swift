import Glibc

/// The `host[:port]` of a Host field or a request target (RFC 9110 §7.2, RFC 3986 §3.2). An empty host is refused, for no http address
/// has one (RFC 9110 §4.2.1), and so is user information (RFC 9110 §4.2.4).
enum Authority {
    static func isValid(_ bytes: Span<UInt8>) -> Bool { split(bytes) != nil }

    /// Whether it names a port as well, as CONNECT must (RFC 9110 §9.3.6).
    static func isValidWithPort(_ bytes: Span<UInt8>) -> Bool {
        guard let end = split(bytes), bytes.count > end + 1 else { return false }
        var port = 0
        for at in end + 1..<bytes.count { port = port * 10 + Int(bytes[at] & 0x0F) }
        return port > 0 && port <= 65_535
    }

    /// Where the host ends; nil when it is no authority.
    private static func split(_ bytes: Span<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 261 else { return nil }
        let host = bytes[0] == UInt8(ascii: "[") ? literalEnd(bytes) : nameEnd(bytes)
        guard let end = host else { return nil }
        guard end < bytes.count else { return end }
        guard bytes[end] == UInt8(ascii: ":"), bytes.count - end <= 6 else { return nil }
        for at in end + 1..<bytes.count where !ASCII.isDigit(bytes[at]) { return nil }
        return end
    }

    private static func nameEnd(_ bytes: Span<UInt8>) -> Int? {
        var at = 0
        while at < bytes.count, ASCII.isRegName(bytes[at]) {
            if bytes[at] == UInt8(ascii: "%") {
                guard at + 2 < bytes.count, ASCII.hexValue(bytes[at + 1]) != nil, ASCII.hexValue(bytes[at + 2]) != nil else { return nil }
            }
            at += 1
        }
        return at > 0 ? at : nil
    }

    /// The end of an IPv6 address in its brackets; of the other literals of RFC 3986 §3.2.2 none is in use.
    private static func literalEnd(_ bytes: Span<UInt8>) -> Int? {
        guard let close = ByteSearch.first(UInt8(ascii: "]"), in: bytes, from: 1, to: bytes.count) else { return nil }
        for at in 1..<close {
            guard ASCII.hexValue(bytes[at]) != nil || bytes[at] == UInt8(ascii: ":") || bytes[at] == UInt8(ascii: ".") else { return nil }
        }
        let text = bytes.extracting(1..<close).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        var address = in6_addr()
        return inet_pton(AF_INET6, text, &address) == 1 ? close + 1 : nil
    }
}
