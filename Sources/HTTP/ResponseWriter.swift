/// Writes answers as HTTP/1.1 (RFC 9112 §4 to §6): head and small content into one buffer, so that one send carries both.
///
/// Keeps the Date line of the current second, hence one writer per thread.
package struct ResponseWriter: Sendable {
    /// Content up to this size goes into one buffer with the head; copying more costs more than another send.
    static let joinedBytes = 16_384

    private var second = Int.min
    private var dateLine: [UInt8] = []

    package init() {}

    package static let interimContinue = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    /// Appends the answer to `out`, head and small content; gives what must follow it.
    /// `method` and `minorVersion` are the request's, `now` is in seconds since 1970.
    package mutating func append(
        _ response: Response, method: Method, minorVersion: UInt8, keepAlive: Bool, now: Int, to out: inout [UInt8]
    ) -> [Response.Piece] {
        append("HTTP/1.1 ", to: &out)
        append(response.status.line, to: &out)
        append("\r\n", to: &out)
        appendDate(now, to: &out)
        appendFields(response.headers, to: &out)
        var keepAlive = keepAlive
        if case .stream = response.body, !response.status.forbidsContent {
            // HTTP/1.0 knows the end of such content by the connection's (RFC 9112 §6.3).
            if minorVersion > 0 { append("Transfer-Encoding: chunked\r\n", to: &out) } else { keepAlive = false }
        } else if !response.status.forbidsContent {
            append("Content-Length: ", to: &out)
            appendDecimal(response.body.count, to: &out)
            append("\r\n", to: &out)
        }
        if !keepAlive { append("Connection: close\r\n", to: &out) } else if minorVersion == 0 { append("Connection: keep-alive\r\n", to: &out) }
        append("\r\n", to: &out)
        guard method != .head, !response.status.forbidsContent else { return [] }
        switch response.body {
        case .empty, .stream: return []
        case .bytes(let bytes):
            guard bytes.count <= Self.joinedBytes else { return [.bytes(bytes)] }
            out.append(contentsOf: bytes)
            return []
        case .pieces(let pieces): return pieces
        }
    }

    private mutating func appendDate(_ now: Int, to out: inout [UInt8]) {
        if now != second {
            second = now
            dateLine = Array("Date: ".utf8) + HTTPDate.bytes(now) + Array("\r\n".utf8)
        }
        out.append(contentsOf: dateLine)
    }

    private func appendFields(_ headers: Headers, to out: inout [UInt8]) {
        for field in headers.fields { ResponseWriter.append(field, of: headers, to: &out) }
        if let shared = headers.shared { out.append(contentsOf: shared.lines) }
    }

    /// One line, unless it is the writer's own to set.
    static func append(_ field: Headers.Field, of headers: Headers, to out: inout [UInt8]) {
        guard !isWritersOwn(headers, field) else { return }
        headers.bytes.withUnsafeBufferPointer { bytes in
            out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[field.name]))
            out.append(UInt8(ascii: ":"))
            out.append(ASCII.space)
            out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[field.value]))
        }
        out.append(ASCII.carriageReturn)
        out.append(ASCII.lineFeed)
    }

    /// Framing is decided here alone; a second opinion from a controller would be a smuggled request.
    private static func isWritersOwn(_ headers: Headers, _ field: Headers.Field) -> Bool {
        let own: StaticString
        switch field.name.count {
        case 4: own = "date"
        case 10: own = "connection"
        case 14: own = "content-length"
        case 17: own = "transfer-encoding"
        default: return false
        }
        return own.withUTF8Buffer { ASCII.equalIgnoringCase(headers.bytes[field.name], $0) }
    }

    @inline(__always) private func append(_ text: StaticString, to out: inout [UInt8]) {
        text.withUTF8Buffer { out.append(contentsOf: $0) }
    }

    private func appendDecimal(_ value: Int, to out: inout [UInt8]) {
        var divisor = 1
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            out.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
            divisor /= 10
        }
    }
}
