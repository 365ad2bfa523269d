/// `method SP request-target SP HTTP-version` (RFC 9112 §3), with single spaces: the lenient reading that §3 allows is one that others may not share.
struct RequestLine {
    let method: Method
    /// Counted like the line's own range.
    let target: Range<Int>
    /// 0 or 1; a later one means what 1.1 does (RFC 9110 §2.5).
    let minorVersion: UInt8

    /// `line` is without its CRLF. The version is looked at first: the rest of a line of another protocol means nothing.
    init(_ bytes: Span<UInt8>, _ line: Range<Int>, _ limits: RequestParser.Limits) throws(HTTPParseError) {
        var methodEnd = line.lowerBound
        while methodEnd < line.upperBound, ASCII.isToken(bytes[methodEnd]) { methodEnd += 1 }
        guard methodEnd > line.lowerBound, methodEnd < line.upperBound, bytes[methodEnd] == ASCII.space else { throw .malformed("request line") }
        let targetStart = methodEnd + 1
        guard let targetEnd = ByteSearch.first(ASCII.space, in: bytes, from: targetStart, to: line.upperBound), targetEnd > targetStart else {
            // Among them the simple request of HTTP/0.9, `GET /`.
            throw .malformed("request line")
        }
        minorVersion = try RequestLine.minorVersion(bytes, targetEnd + 1..<line.upperBound)
        let name = bytes.extracting(line.lowerBound..<methodEnd).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        // Methods are case-sensitive (RFC 9110 §9.1).
        guard let known = Method(rawValue: name) else { throw HTTPParseError(.notImplemented, "method") }
        guard targetEnd - targetStart <= limits.maximumTargetBytes else { throw HTTPParseError(.targetTooLong, "request target too long") }
        method = known
        target = targetStart..<targetEnd
    }

    /// The answer to a line that is longer than the limit, as far as it has come: 501 where the method alone is longer than any that is known,
    /// else 414 (RFC 9112 §3).
    static func tooLong(_ bytes: Span<UInt8>, from start: Int) -> HTTPParseError {
        for at in start..<min(start + longestMethod + 1, bytes.count) where !ASCII.isToken(bytes[at]) {
            return bytes[at] == ASCII.space ? HTTPParseError(.targetTooLong, "request line too long") : .malformed("request line")
        }
        return HTTPParseError(.notImplemented, "method too long")
    }

    /// Any that somebody could have in mind is shorter.
    private static let longestMethod = 24

    /// `HTTP/` in capitals, a digit, a dot and a digit (RFC 9112 §2.3). Another major version, an HTTP/2 preface (RFC 9113 §3.4) among them, is 505.
    private static func minorVersion(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HTTPParseError) -> UInt8 {
        let start = range.lowerBound
        guard range.count == 8 else { throw .malformed("version") }
        for (offset, letter) in "HTTP/".utf8.enumerated() where bytes[start + offset] != letter { throw .malformed("version") }
        let (major, dot, minor) = (bytes[start + 5], bytes[start + 6], bytes[start + 7])
        guard ASCII.isDigit(major), dot == UInt8(ascii: "."), ASCII.isDigit(minor) else { throw .malformed("version") }
        guard major == UInt8(ascii: "1") else { throw HTTPParseError(.versionNotSupported, "version") }
        return minor == UInt8(ascii: "0") ? 0 : 1
    }
}
