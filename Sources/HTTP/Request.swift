/// Names one request in the log and on error pages: 16 hexadecimal digits, or what a trusted proxy calls it.
package struct RequestID: Sendable, Hashable, CustomStringConvertible {
    package let number: UInt64
    private let given: String?

    package init(number: UInt64) {
        self.number = number
        given = nil
    }

    /// A name from elsewhere; nil unless it has 1 to 64 letters, digits, dots, underscores and dashes.
    package init?(given text: String) {
        guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(RequestID.isAllowed) else { return nil }
        number = 0
        given = text
    }

    package var description: String {
        given ?? String(unsafeUninitializedCapacity: 16) { digits in
            for place in 0..<16 { digits[place] = ASCII.lowercased(ASCII.hexDigit(UInt8(truncatingIfNeeded: number >> UInt64(60 - 4 * place)) & 15)) }
            return 16
        }
    }

    /// Appends the same without making a string.
    package func write(to out: inout [UInt8]) {
        if let given { return out.append(contentsOf: given.utf8) }
        for shift in stride(from: UInt64(60), through: 0, by: -4) { out.append(ASCII.lowercased(ASCII.hexDigit(UInt8(truncatingIfNeeded: number >> shift) & 15))) }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool { ASCII.isUnreserved(byte) && byte != UInt8(ascii: "~") }
}

/// One request, checked and complete. Only while its body is still awaited, for the choice of a body limit, is `body` empty.
package struct Request: Sendable {
    package let method: Method
    /// As it was sent.
    package let target: String
    package let form: TargetForm
    /// `*` where the target has none, as `form` tells.
    package let path: RequestPath
    package let query: FormFields
    package let headers: Headers
    /// 0 or 1, of HTTP/1.x.
    package let minorVersion: UInt8
    /// Whether the client lets the connection go on after the answer (RFC 9112 §9.3).
    package let keepsAlive: Bool
    /// Whether the client waits for `100 Continue` before it sends the body (RFC 9110 §10.1.1).
    package let expectsContinue: Bool
    package var body: [UInt8] = []
    /// The peer's numeric address, without its port.
    package var remoteAddress = ""
    package var isSecure = false
    package var id = RequestID(number: 0)
    private let targetAuthority: String?

    init(method: Method, target: RequestTarget, headers: Headers, minorVersion: UInt8, keepsAlive: Bool, expectsContinue: Bool) {
        self.method = method
        self.target = target.text
        form = target.form
        path = target.path
        query = target.query
        targetAuthority = target.authority
        self.headers = headers
        self.minorVersion = minorVersion
        self.keepsAlive = keepsAlive
        self.expectsContinue = expectsContinue
    }

    /// A request made by hand, for tests and tools; the target is checked as one from a client is.
    package init(_ method: Method, _ target: String, headers: Headers = [:], body: [UInt8] = []) throws(HTTPParseError) {
        let bytes = Array(target.utf8)
        self.init(
            method: method, target: try RequestTarget(bytes.span, 0..<bytes.count, method: method), headers: headers,
            minorVersion: 1, keepsAlive: true, expectsContinue: false)
        self.body = body
    }

    /// The `host[:port]` the request is for; empty when an HTTP/1.0 client named none.
    package var authority: String { targetAuthority ?? headers["Host"] ?? "" }

    package var cookies: Cookies { Cookies(headers) }
}
