/// The four forms of a request target (RFC 9112 §3.2).
package enum TargetForm: Sendable, Equatable {
    /// A path and a query.
    case origin
    /// A whole address; `secure` when it is an https one, which may be served on a secured connection only (RFC 9110 §7.4).
    case absolute(secure: Bool)
    /// The host and port of a CONNECT.
    case authority
    /// `*`: an OPTIONS about the server as a whole.
    case asterisk
}

/// A request target taken apart (RFC 9112 §3.2).
struct RequestTarget {
    let text: String
    let form: TargetForm
    /// `*`, which no route has, for a target that has no path.
    let path: RequestPath
    let query: FormFields
    /// The authority of a target that has one; it stands above the Host field (RFC 9112 §3.2.2).
    let authority: String?

    init(_ bytes: Span<UInt8>, _ range: Range<Int>, method: Method) throws(HTTPParseError) {
        guard !range.isEmpty else { throw .malformed("no request target") }
        for at in range where !RequestTarget.isAllowed(bytes[at]) { throw .malformed("character in request target") }
        text = RequestTarget.text(bytes, range)
        var start = range.lowerBound
        if method == .connect {
            // RFC 9112 §3.2.3: CONNECT takes this form and no other, and no other method takes it.
            guard Authority.isValidWithPort(bytes.extracting(range)) else { throw .malformed("authority of CONNECT") }
            (form, authority, start) = (.authority, text, range.upperBound)
        } else if text == "*" {
            guard method == .options else { throw .malformed("asterisk target") }
            (form, authority, start) = (.asterisk, nil, range.upperBound)
        } else if bytes[start] == UInt8(ascii: "/") {
            (form, authority) = (.origin, nil)
        } else {
            let address = try RequestTarget.absolute(bytes, range)
            (authority, start) = (RequestTarget.text(bytes, address.authority), address.authority.upperBound)
            // What a proxy would send on as `OPTIONS *` (RFC 9112 §3.2.4).
            let isAboutServer = method == .options && start == range.upperBound
            form = isAboutServer ? .asterisk : .absolute(secure: address.secure)
        }
        guard form != .authority, form != .asterisk else {
            (path, query) = (RequestPath(segments: ["*"]), FormFields())
            return
        }
        let mark = ByteSearch.first(UInt8(ascii: "?"), in: bytes, from: start, to: range.upperBound) ?? range.upperBound
        path = start == mark ? RequestPath(segments: []) : try RequestPath(bytes, start..<mark)
        query = mark < range.upperBound ? try RequestTarget.query(bytes, mark + 1..<range.upperBound) : FormFields()
    }

    /// Visible ASCII without what RFC 3986 §2 and all browsers escape. The few others that browsers send as they are, such as `|`, are let pass.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "#"), UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"): false
        default: ASCII.isVisible(byte)
        }
    }

    /// Where the authority of `http://authority/path` lies.
    private static func absolute(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HTTPParseError) -> (authority: Range<Int>, secure: Bool) {
        for (scheme, secure) in [("http://", false), ("https://", true)] {
            let start = range.lowerBound + scheme.utf8.count
            guard start < range.upperBound else { continue }
            let given = bytes.extracting(range.lowerBound..<start).withUnsafeBufferPointer { ASCII.equalIgnoringCase($0, scheme.utf8) }
            guard given else { continue }
            var end = start
            while end < range.upperBound, bytes[end] != UInt8(ascii: "/"), bytes[end] != UInt8(ascii: "?") { end += 1 }
            guard Authority.isValid(bytes.extracting(start..<end)) else { throw .malformed("authority in request target") }
            return (start..<end, secure)
        }
        throw .malformed("form of request target")
    }

    private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
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
