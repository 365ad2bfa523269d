/// The path of a request: percent-decoded segments, none of which is `.` or `..` or holds a slash or a control character.
///
/// `/` has no segments; a path that ends with a slash has an empty last one.
package struct RequestPath: Sendable, Equatable, CustomStringConvertible {
    package let segments: [String]

    package init(segments: [String]) { self.segments = segments }

    /// The path encoded again, in its one canonical form.
    package var description: String { "/" + segments.map(PercentEncoding.encode).joined(separator: "/") }

    /// Decodes the bytes between the authority and the question mark; what could be read in two ways is refused.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HTTPParseError) {
        guard !range.isEmpty, bytes[range.lowerBound] == UInt8(ascii: "/") else { throw .malformed("path does not start with a slash") }
        var segments: [String] = []
        var start = range.lowerBound + 1
        if start < range.upperBound { segments.reserveCapacity(4) }
        while start < range.upperBound || (start == range.upperBound && !segments.isEmpty) {
            let end = ByteSearch.first(UInt8(ascii: "/"), in: bytes, from: start, to: range.upperBound) ?? range.upperBound
            segments.append(try RequestPath.segment(bytes.extracting(start..<end)))
            start = end + 1
        }
        self.segments = segments
    }

    private static func segment(_ bytes: Span<UInt8>) throws(HTTPParseError) -> String {
        let escaped = ByteSearch.first(UInt8(ascii: "%"), in: bytes, from: 0, to: bytes.count) != nil
        let text = escaped ? try decoded(bytes) : bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        guard text != ".", text != ".." else { throw .malformed("dot segment in path") }
        return text
    }

    private static func decoded(_ bytes: Span<UInt8>) throws(HTTPParseError) -> String {
        let plain = bytes.withUnsafeBufferPointer { PercentEncoding.decodeBytes($0) }
        guard let plain else { throw .malformed("bad escape in path") }
        // An escaped slash would be a second way to write a path, and a way out of a folder for whoever joins segments.
        guard !plain.contains(where: { ASCII.isControl($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }) else {
            throw .malformed("escaped slash or control character in path")
        }
        guard let text = String(validating: plain, as: UTF8.self) else { throw .malformed("path is not UTF-8") }
        return text
    }
}

/// A request target taken apart (RFC 9112 §3.2).
struct RequestTarget {
    let text: String
    let path: RequestPath
    let query: FormFields
    /// The authority of a target in absolute form, which stands above the Host field (RFC 9112 §3.2.2).
    let authority: String?

    init(_ bytes: Span<UInt8>, _ range: Range<Int>, method: Method) throws(HTTPParseError) {
        guard !range.isEmpty else { throw .malformed("no request target") }
        for at in range {
            guard ASCII.isVisible(bytes[at]), bytes[at] != UInt8(ascii: "#") else { throw .malformed("character in request target") }
        }
        text = bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        if text == "*" {
            guard method == .options else { throw .malformed("asterisk target") }
            (path, query, authority) = (RequestPath(segments: ["*"]), FormFields(), nil)
            return
        }
        var start = range.lowerBound
        if let first = range.first, bytes[first] != UInt8(ascii: "/") {
            (authority, start) = try RequestTarget.absolute(bytes, range)
        } else {
            authority = nil
        }
        let mark = ByteSearch.first(UInt8(ascii: "?"), in: bytes, from: start, to: range.upperBound) ?? range.upperBound
        path = start == mark ? RequestPath(segments: []) : try RequestPath(bytes, start..<mark)
        query = mark < range.upperBound ? try RequestTarget.query(bytes, mark + 1..<range.upperBound) : FormFields()
    }

    /// The authority of `http://authority/path`, and where the path starts.
    private static func absolute(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HTTPParseError) -> (String, Int) {
        for scheme in ["http://", "https://"] {
            let start = range.lowerBound + scheme.utf8.count
            guard start < range.upperBound else { continue }
            let given = bytes.extracting(range.lowerBound..<start).withUnsafeBufferPointer { ASCII.equalIgnoringCase($0, scheme.utf8) }
            guard given else { continue }
            var end = start
            while end < range.upperBound, bytes[end] != UInt8(ascii: "/"), bytes[end] != UInt8(ascii: "?") { end += 1 }
            guard Authority.isValid(bytes.extracting(start..<end)) else { throw .malformed("authority in request target") }
            return (bytes.extracting(start..<end).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }, end)
        }
        throw .malformed("form of request target")
    }

    private static func query(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HTTPParseError) -> FormFields {
        let raw = bytes.extracting(range).withUnsafeBufferPointer { Array($0) }
        do throws(FormError) {
            return try FormFields(urlEncoded: raw[...])
        } catch {
            throw .malformed("query: \(error)")
        }
    }
}

/// The `host[:port]` of a Host field or an absolute target (RFC 9110 §7.2, RFC 3986 §3.2); user information is refused (RFC 9110 §4.2.4).
enum Authority {
    static func isValid(_ bytes: Span<UInt8>) -> Bool {
        guard !bytes.isEmpty, bytes.count <= 261 else { return false }
        var at = 0
        if bytes[0] == UInt8(ascii: "[") {
            guard let close = ByteSearch.first(UInt8(ascii: "]"), in: bytes, from: 1, to: bytes.count), close > 2 else { return false }
            for position in 1..<close {
                let byte = bytes[position]
                guard ASCII.hexValue(byte) != nil || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") else { return false }
            }
            at = close + 1
        } else {
            while at < bytes.count, ASCII.isRegName(bytes[at]) { at += 1 }
            guard at > 0 else { return false }
        }
        guard at < bytes.count else { return true }
        guard bytes[at] == UInt8(ascii: ":"), bytes.count - at <= 6 else { return false }
        for position in at + 1..<bytes.count where !ASCII.isDigit(bytes[position]) { return false }
        return true
    }
}
