/// A request head as its lines come in. Positions count from the first byte of the head.
struct RequestHead {
    private var fields: [Headers.Field] = []
    private var line: RequestLine?
    private var framing = MessageFraming()
    private var hosts = 0
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
            // Size first: in pieces, the line's end would come after its excess.
            try checkSize(bytes, end + 1, limits)
            // RFC 9112 §2.2 lets a recipient take a bare LF for a line's end or not; others on the way may read it differently.
            guard end > lineStart, bytes[end - 1] == ASCII.carriageReturn else { throw .malformed("line without CR") }
            let text = lineStart..<end - 1
            scanned = end + 1
            if text.isEmpty { return scanned }
            try add(bytes, text, limits)
            lineStart = scanned
        }
        scanned = bytes.count
        try checkSize(bytes, bytes.count, limits)
        return nil
    }

    private func checkSize(_ bytes: Span<UInt8>, _ count: Int, _ limits: RequestParser.Limits) throws(HTTPParseError) {
        if lineStart == 0 {
            // A line whose LF has not come yet may end in a CR.
            let isWhole = count > 0 && bytes[count - 1] == ASCII.lineFeed
            guard count - (isWhole ? 2 : 1) <= limits.maximumRequestLineBytes else { throw RequestLine.tooLong(bytes, from: 0) }
        }
        guard count <= limits.maximumHeadBytes else { throw HTTPParseError(.fieldsTooLarge, "header section too large") }
    }

    /// `text` is a line without its CRLF: the request line first, then the fields.
    private mutating func add(_ bytes: Span<UInt8>, _ text: Range<Int>, _ limits: RequestParser.Limits) throws(HTTPParseError) {
        if line == nil {
            line = try RequestLine(bytes, text, limits)
            fields.reserveCapacity(16)
        } else {
            guard fields.count < limits.maximumFields else { throw HTTPParseError(.fieldsTooLarge, "too many header fields") }
            try readField(bytes, text)
        }
    }

    /// `name ":" OWS value OWS` (RFC 9112 §5). A space before the colon (§5.1), one before the first field (§2.2) and a folded line (§5.2) are
    /// no part of a token; CR, NUL and other control bytes no part of a value (RFC 9110 §5.5).
    private mutating func readField(_ bytes: Span<UInt8>, _ text: Range<Int>) throws(HTTPParseError) {
        var colon = text.lowerBound
        while colon < text.upperBound, ASCII.isToken(bytes[colon]) { colon += 1 }
        guard colon > text.lowerBound, colon < text.upperBound, bytes[colon] == UInt8(ascii: ":") else { throw .malformed("header field name") }
        let value = FieldText.trimmed(bytes, colon + 1..<text.upperBound)
        for at in value where !ASCII.isFieldContent(bytes[at]) { throw .malformed("character in header field") }
        guard let last = Int32(exactly: value.upperBound) else { throw HTTPParseError(.fieldsTooLarge, "header section too large") }
        fields.append(
            Headers.Field(nameStart: Int32(text.lowerBound), nameEnd: Int32(colon), valueStart: Int32(value.lowerBound), valueEnd: last))
        try interpret(bytes, name: text.lowerBound..<colon, value: value)
    }

    /// The fields that decide framing and the connection's life.
    private mutating func interpret(_ bytes: Span<UInt8>, name: Range<Int>, value: Range<Int>) throws(HTTPParseError) {
        switch name.count {
        case 4 where FieldText.same(bytes, name, "host"):
            // RFC 9112 §3.2: more than one, or an invalid one, is 400.
            hosts += 1
            guard hosts == 1, Authority.isValid(bytes.extracting(value)) else { throw .malformed("Host") }
        case 6 where FieldText.same(bytes, name, "expect"):
            try readExpectations(bytes, value)
        case 10 where FieldText.same(bytes, name, "connection"):
            FieldText.forEachMember(bytes, value) { member in
                if FieldText.same(bytes, member, "close") { asksToClose = true }
                if FieldText.same(bytes, member, "keep-alive") { asksToKeep = true }
            }
        case 14 where FieldText.same(bytes, name, "content-length"):
            try framing.readContentLength(bytes, value)
        case 17 where FieldText.same(bytes, name, "transfer-encoding"):
            framing.readTransferEncoding(bytes, value)
        default:
            break
        }
    }

    /// Of expectations only `100-continue` is known (RFC 9110 §10.1.1).
    private mutating func readExpectations(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(HTTPParseError) {
        var isKnown = true
        FieldText.forEachMember(bytes, value) { member in
            if FieldText.same(bytes, member, "100-continue") { expectsContinue = true } else { isKnown = false }
        }
        guard isKnown else { throw HTTPParseError(.expectationFailed, "Expect") }
    }

    /// The finished request, without its body, from all the bytes of the head.
    func finish(_ headBytes: [UInt8]) throws(HTTPParseError) -> (Request, BodyFraming) {
        guard let line else { throw .malformed("request line") }
        guard hosts == 1 || line.minorVersion == 0 else { throw .malformed("no Host") }
        let body = try framing.decided(minorVersion: line.minorVersion)
        // After a refused CONNECT some clients send what was meant for the tunnel: it must not be read as the next request.
        let mayGoOn = !asksToClose && line.method != .connect
        let request = Request(
            method: line.method, target: try RequestTarget(headBytes.span, line.target, method: line.method), headers: Headers(parsed: headBytes, fields: fields),
            minorVersion: line.minorVersion, keepsAlive: mayGoOn && (line.minorVersion > 0 || asksToKeep),
            expectsContinue: expectsContinue && line.minorVersion > 0 && body != .none)
        return (request, body)
    }
}
