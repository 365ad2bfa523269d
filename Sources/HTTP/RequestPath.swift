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
        guard ByteSearch.first(UInt8(ascii: "\\"), in: bytes, from: 0, to: bytes.count) == nil else { throw .malformed("backslash in path") }
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
