/// An answer. `Content-Length`, `Date` and `Connection` are the writer's to set.
package struct Response: Sendable {
    /// What is sent after the head.
    package enum Body: Sendable {
        case empty
        case bytes([UInt8])
        /// One after the other, as the parts of a file's ranges are.
        case pieces([Piece])
        /// What comes later, without a length known beforehand.
        case stream(ResponseStream)

        /// A part of a file.
        package static func file(_ file: OpenFile, offset: Int, length: Int) -> Body { .pieces([.file(file, offset: offset, length: length)]) }

        /// In bytes; of a stream, 0.
        package var count: Int {
            switch self {
            case .empty, .stream: 0
            case .bytes(let bytes): bytes.count
            case .pieces(let pieces): pieces.reduce(0) { $0 + $1.count }
            }
        }
    }

    /// A run of content.
    package enum Piece: Sendable {
        case bytes([UInt8])
        /// A part of an open file, which the server sends without reading it into memory. It must lie within the file.
        case file(OpenFile, offset: Int, length: Int)

        /// In bytes.
        package var count: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .file(_, _, let length): length
            }
        }
    }

    package var status: Status
    package var headers: Headers
    package var body: Body

    package init(_ status: Status, headers: Headers = Headers(), body: Body = .empty) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package static func html(_ bytes: [UInt8], status: Status = .ok) -> Response {
        Response(status, contentType: "text/html; charset=utf-8", bytes)
    }

    package static func text(_ text: String, status: Status = .ok) -> Response {
        Response(status, contentType: "text/plain; charset=utf-8", Array(text.utf8))
    }

    package init(_ status: Status, contentType: String, _ bytes: [UInt8]) {
        self.init(status, headers: ["Content-Type": contentType], body: .bytes(bytes))
    }

    /// An answer that sends the browser on with a GET (RFC 9110 §15.4.4). Bytes that may not stand in an address are escaped,
    /// so no text can end the header; whether the address is local is the caller's to check.
    package static func redirect(to location: String, status: Status = .seeOther) -> Response {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(location.utf8.count)
        for byte in location.utf8 { PercentEncoding.append(byte, to: &bytes, escaping: !ASCII.isVisible(byte) || byte == UInt8(ascii: "\"")) }
        return Response(status, headers: ["Location": String(decoding: bytes, as: UTF8.self)])
    }

    /// The answer to an OPTIONS (RFC 9110 §9.3.7): 204, with the methods that the address knows.
    package static func options(allow: [Method]) -> Response {
        var response = Response(.noContent)
        response.allow(allow)
        return response
    }

    /// Sets `Allow`, which a 405 must have, though it be empty (RFC 9110 §10.2.1).
    package mutating func allow(_ methods: [Method]) { headers["Allow"] = methods.map(\.rawValue).joined(separator: ", ") }

    /// Adds a Set-Cookie field; false when the cookie is not a lawful one.
    @discardableResult
    package mutating func set(_ cookie: SetCookie) -> Bool {
        cookie.headerValue.map { headers.add("Set-Cookie", $0) } ?? false
    }
}
