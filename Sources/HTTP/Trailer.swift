/// One field after a chunked body (RFC 9112 §7.1.2). Trailers are checked like fields and dropped (RFC 9110 §6.5.1): nothing here asked for any.
enum Trailer {
    static func check(_ line: ArraySlice<UInt8>) throws(HTTPParseError) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex, line[..<colon].allSatisfy(ASCII.isToken),
            line[colon...].allSatisfy(ASCII.isFieldContent)
        else { throw .malformed("trailer") }
        guard !forbidden.contains(where: { ASCII.equalIgnoringCase(line[..<colon], $0.utf8) }) else { throw .malformed("field not allowed in trailers") }
    }

    /// Fields of framing, routing, modifying, signing in and reading the content, which no sender may put there (RFC 9110 §6.5.1): to a
    /// reader who merges them into the head, the request would be another one.
    private static let forbidden = [
        "content-length", "transfer-encoding", "host", "connection", "trailer", "te", "upgrade", "expect", "range", "authorization",
        "proxy-authorization", "cookie", "content-type", "content-encoding", "content-range",
    ]
}
