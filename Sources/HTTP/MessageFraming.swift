/// How the end of a request's body is known (RFC 9112 §6.3).
enum BodyFraming: Equatable {
    case none
    case length(Int)
    case chunked
}

/// What a head's Content-Length and Transfer-Encoding fields say, and what follows from it.
struct MessageFraming {
    private var contentLength: Int?
    private var hasCodings = false
    private var chunkedCodings = 0
    private var otherCodings = 0
    private var endsInChunked = false

    /// `1*DIGIT`, once. RFC 9110 §8.6 lets a recipient mend a repeated number or refuse it; it is refused, for whoever wrote it is confused.
    mutating func readContentLength(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(HTTPParseError) {
        guard contentLength == nil else { throw .malformed("two Content-Length fields") }
        guard !value.isEmpty else { throw .malformed("Content-Length") }
        for at in value where !ASCII.isDigit(bytes[at]) { throw .malformed("Content-Length") }
        var number = 0
        for at in value {
            let (tenfold, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tenfold.addingReportingOverflow(Int(bytes[at] & 0x0F))
            guard !overflow, !carry else { throw HTTPParseError(.contentTooLarge, "Content-Length") }
            number = sum
        }
        contentLength = number
    }

    /// A list of codings, several fields making one list (RFC 9112 §6.1). `chunked` has no parameters (§7.1), so with one it is another coding.
    mutating func readTransferEncoding(_ bytes: Span<UInt8>, _ value: Range<Int>) {
        hasCodings = true
        FieldText.forEachMember(bytes, value) { member in
            endsInChunked = FieldText.same(bytes, member, "chunked")
            if endsInChunked { chunkedCodings += 1 } else { otherCodings += 1 }
        }
    }

    /// RFC 9112 §6.3, its rules in their order.
    func decided(minorVersion: UInt8) throws(HTTPParseError) -> BodyFraming {
        guard hasCodings else {
            guard let contentLength, contentLength > 0 else { return .none }
            return .length(contentLength)
        }
        // §6.1: HTTP/1.0 has no transfer codings, so somebody on the way has not read this field.
        guard minorVersion > 0 else { throw .malformed("Transfer-Encoding in HTTP/1.0") }
        // §6.3: the mark of a smuggled request.
        guard contentLength == nil else { throw .malformed("Content-Length and Transfer-Encoding") }
        // §6.3: without `chunked` at the end the body's length can't be known. §7.1: `chunked` is not applied twice.
        guard endsInChunked, chunkedCodings == 1 else { throw .malformed("Transfer-Encoding does not end in one chunked") }
        // §6.1: a coding that is not understood.
        guard otherCodings == 0 else { throw HTTPParseError(.notImplemented, "transfer coding") }
        return .chunked
    }
}
