/// How the end of a request's body is known (RFC 9112 §6.3).
enum BodyFraming: Equatable {
    case none
    case length(Int)
    case chunked
}

/// A request head as its lines come in. Positions count from the first byte of the head.
struct RequestHead {
    private var fields: [Headers.Field] = []
    private var method: Method?
    private var target = 0..<0
    private var minorVersion: UInt8 = 1
    private var hosts = 0
    private var contentLength: Int?
    private var isChunked = false
    private var asksToClose = false
    private var asksToKeep = false
    private var expectsContinue = false
    private var scanned = 0
    private var lineStart = 0

    var hasBegun: Bool { scanned > 0 }

    /// Reads the lines of `buffer` from `start` that are whole and new; gives the length of the head when its empty line has come.
    mutating func read(_ buffer: [UInt8], from start: Int, limits: RequestParser.Limits) throws(HTTPParseError) -> Int? {
        let bytes = buffer.span.extracting(start..<buffer.count)
        while let end = ByteSearch.first(ASCII.lineFeed, in: bytes, from: scanned, to: bytes.count) {
            guard end > lineStart, bytes[end - 1] == ASCII.carriageReturn else { throw .malformed("line without CR") }
            try checkSize(end + 1, limits)
            let line = lineStart..<end - 1
            scanned = end + 1
            if line.isEmpty { return scanned }
            try add(bytes, line, limits)
            lineStart = scanned
        }
        scanned = bytes.count
        try checkSize(bytes.count, limits)
        return nil
    }

    private func checkSize(_ count: Int, _ limits: RequestParser.Limits) throws(HTTPParseError) {
        // 32 bytes are more than the longest method, the version and the spaces between.
        guard lineStart > 0 || count <= limits.maximumTargetBytes + 32 else { throw HTTPParseError(.targetTooLong, "request line too long") }
        guard count <= limits.maximumHeadBytes else { throw HTTPParseError(.fieldsTooLarge, "header section too large") }
    }

    /// `line` is a line without its CRLF: the request line first, then the fields.
    private mutating func add(_ bytes: Span<UInt8>, _ line: Range<Int>, _ limits: RequestParser.Limits) throws(HTTPParseError) {
        if method == nil {
            try readRequestLine(bytes, line, limits)
        } else {
            guard fields.count < limits.maximumFields else { throw HTTPParseError(.fieldsTooLarge, "too many header fields") }
            try readField(bytes, line)
        }
    }

    /// `method SP target SP version` (RFC 9112 §3), with single spaces.
    private mutating func readRequestLine(_ bytes: Span<UInt8>, _ line: Range<Int>, _ limits: RequestParser.Limits) throws(HTTPParseError) {
        var methodEnd = line.lowerBound
        while methodEnd < line.upperBound, ASCII.isToken(bytes[methodEnd]) { methodEnd += 1 }
        guard methodEnd > line.lowerBound, methodEnd < line.upperBound, bytes[methodEnd] == ASCII.space else { throw .malformed("request line") }
        let targetStart = methodEnd + 1
        guard let targetEnd = ByteSearch.first(ASCII.space, in: bytes, from: targetStart, to: line.upperBound), targetEnd > targetStart else {
            throw .malformed("request line")
        }
        try readVersion(bytes, targetEnd + 1..<line.upperBound)
        let name = bytes.extracting(line.lowerBound..<methodEnd).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        guard let known = Method(rawValue: name) else { throw HTTPParseError(.notImplemented, "method") }
        guard targetEnd - targetStart <= limits.maximumTargetBytes else { throw HTTPParseError(.targetTooLong, "request target too long") }
        method = known
        target = targetStart..<targetEnd
        fields.reserveCapacity(16)
    }

    /// RFC 9112 §2.3. A later minor version means what 1.1 does (RFC 9110 §2.5).
    private mutating func readVersion(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HTTPParseError) {
        guard range.count == 8, same(bytes, range.lowerBound..<range.lowerBound + 5, "HTTP/") else { throw .malformed("version") }
        let (major, dot, minor) = (bytes[range.lowerBound + 5], bytes[range.lowerBound + 6], bytes[range.lowerBound + 7])
        guard ASCII.isDigit(major), dot == UInt8(ascii: "."), ASCII.isDigit(minor) else { throw .malformed("version") }
        guard major == UInt8(ascii: "1") else { throw HTTPParseError(.versionNotSupported, "version") }
        minorVersion = minor == UInt8(ascii: "0") ? 0 : 1
    }

    /// `name ":" OWS value OWS` (RFC 9112 §5). A space before the colon and a folded line are no token, hence refused.
    private mutating func readField(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(HTTPParseError) {
        var colon = line.lowerBound
        while colon < line.upperBound, ASCII.isToken(bytes[colon]) { colon += 1 }
        guard colon > line.lowerBound, colon < line.upperBound, bytes[colon] == UInt8(ascii: ":") else { throw .malformed("header field name") }
        var start = colon + 1, end = line.upperBound
        while start < end, isOptionalSpace(bytes[start]) { start += 1 }
        while end > start, isOptionalSpace(bytes[end - 1]) { end -= 1 }
        for at in start..<end where !ASCII.isFieldContent(bytes[at]) { throw .malformed("character in header field") }
        guard let last = Int32(exactly: end) else { throw HTTPParseError(.fieldsTooLarge, "header section too large") }
        fields.append(
            Headers.Field(nameStart: Int32(line.lowerBound), nameEnd: Int32(colon), valueStart: Int32(start), valueEnd: last))
        try interpret(bytes, name: line.lowerBound..<colon, value: start..<end)
    }

    /// The fields that decide framing and the connection's life.
    private mutating func interpret(_ bytes: Span<UInt8>, name: Range<Int>, value: Range<Int>) throws(HTTPParseError) {
        switch name.count {
        case 4 where same(bytes, name, "host"):
            hosts += 1
            guard hosts == 1, Authority.isValid(bytes.extracting(value)) else { throw .malformed("Host") }
        case 6 where same(bytes, name, "expect"):
            guard same(bytes, value, "100-continue") else { throw HTTPParseError(.expectationFailed, "Expect") }
            expectsContinue = true
        case 10 where same(bytes, name, "connection"):
            forEachMember(bytes, value) { member in
                if same(bytes, member, "close") { asksToClose = true }
                if same(bytes, member, "keep-alive") { asksToKeep = true }
            }
        case 14 where same(bytes, name, "content-length"):
            guard contentLength == nil else { throw .malformed("two Content-Length fields") }
            contentLength = try decimal(bytes, value)
        case 17 where same(bytes, name, "transfer-encoding"):
            try readTransferEncoding(bytes, value)
        default:
            break
        }
    }

    /// Only `chunked`, once, is spoken here (RFC 9112 §6.1); HTTP/1.0 has no transfer codings.
    private mutating func readTransferEncoding(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(HTTPParseError) {
        guard minorVersion > 0, !isChunked else { throw .malformed("Transfer-Encoding") }
        guard same(bytes, value, "chunked") else {
            var last = value.upperBound..<value.upperBound
            var chunkedMembers = 0
            forEachMember(bytes, value) { member in
                last = member
                if same(bytes, member, "chunked") { chunkedMembers += 1 }
            }
            // A body whose end can't be known is malformed; one in a coding that is merely unknown here is 501.
            guard chunkedMembers == 1, same(bytes, last, "chunked") else {
                throw chunkedMembers == 0 ? HTTPParseError(.notImplemented, "transfer coding") : .malformed("Transfer-Encoding")
            }
            throw HTTPParseError(.notImplemented, "transfer coding")
        }
        isChunked = true
    }

    private func decimal(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(HTTPParseError) -> Int {
        guard !value.isEmpty else { throw .malformed("Content-Length") }
        var number = 0
        for at in value {
            guard ASCII.isDigit(bytes[at]) else { throw .malformed("Content-Length") }
            let (tenfold, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tenfold.addingReportingOverflow(Int(bytes[at] - 0x30))
            guard !overflow, !carry else { throw HTTPParseError(.contentTooLarge, "Content-Length") }
            number = sum
        }
        return number
    }

    /// The finished request, without its body, from all the bytes of the head.
    func finish(_ headBytes: [UInt8]) throws(HTTPParseError) -> (Request, BodyFraming) {
        guard let method else { throw .malformed("request line") }
        guard hosts == 1 || minorVersion == 0 else { throw .malformed("no Host") }
        guard !(isChunked && contentLength != nil) else { throw .malformed("Content-Length and Transfer-Encoding") }
        let framing: BodyFraming
        if isChunked { framing = .chunked } else if let contentLength, contentLength > 0 { framing = .length(contentLength) } else { framing = .none }
        let request = Request(
            method: method, target: try RequestTarget(headBytes.span, target, method: method), headers: Headers(parsed: headBytes, fields: fields),
            minorVersion: minorVersion, keepsAlive: !asksToClose && (minorVersion > 0 || asksToKeep),
            expectsContinue: expectsContinue && minorVersion > 0 && framing != .none)
        return (request, framing)
    }

    private func isOptionalSpace(_ byte: UInt8) -> Bool { byte == ASCII.space || byte == ASCII.tab }

    /// `text` is in lower case.
    private func same(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { wanted in
            for (offset, byte) in wanted.enumerated() where ASCII.lowercased(bytes[range.lowerBound + offset]) != ASCII.lowercased(byte) { return false }
            return true
        }
    }

    private func forEachMember(_ bytes: Span<UInt8>, _ value: Range<Int>, _ body: (Range<Int>) -> Void) {
        var start = value.lowerBound
        while start < value.upperBound {
            let end = ByteSearch.first(UInt8(ascii: ","), in: bytes, from: start, to: value.upperBound) ?? value.upperBound
            var (first, last) = (start, end)
            while first < last, isOptionalSpace(bytes[first]) { first += 1 }
            while last > first, isOptionalSpace(bytes[last - 1]) { last -= 1 }
            if first < last { body(first..<last) }
            start = end + 1
        }
    }
}
