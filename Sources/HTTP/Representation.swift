/// Content with its validators, and the answers that a GET or HEAD of it gets: whole, in ranges (RFC 9110 §14), or none because of a condition (§13).
package struct Representation: Sendable {
    /// Where the content lies.
    package enum Content: Sendable {
        case bytes([UInt8])
        /// Sent without coming into memory. The file must stay as it was when it was opened.
        case file(OpenFile)

        fileprivate var size: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .file(let file): file.size
            }
        }

        fileprivate func piece(_ range: Range<Int>) -> Response.Piece {
            switch self {
            case .bytes(let bytes): .bytes(Array(bytes[range]))
            case .file(let file): .file(file, offset: range.lowerBound, length: range.count)
            }
        }
    }

    private let content: Content
    private let contentType: String
    private let validators: Validators
    /// Made once: the answer to most requests costs no more than a reference to it.
    private let whole: Response
    private let unchanged: Response

    /// `modified` is in seconds since 1970; `headers` are those of every answer, such as `Cache-Control`.
    package init(_ content: Content, contentType: String, tag: EntityTag, modified: Int, headers: Headers = Headers()) {
        self.content = content
        self.contentType = contentType
        validators = Validators(tag: tag, modified: modified)
        var headers = headers
        headers["ETag"] = tag.description
        // RFC 9110 §15.4.5: what else describes the content is left out of a 304.
        unchanged = Response(.notModified, headers: headers)
        headers["Last-Modified"] = HTTPDate.format(modified)
        headers["Accept-Ranges"] = "bytes"
        headers["Content-Type"] = contentType
        switch content {
        case .bytes(let bytes): whole = Response(.ok, headers: headers, body: .bytes(bytes))
        case .file(let file): whole = Response(.ok, headers: headers, body: .file(file, offset: 0, length: file.size))
        }
    }

    /// The answer to a GET or HEAD at `now`, in seconds since 1970.
    package func response(to request: Request, now: Int) -> Response {
        switch Preconditions(request, validators, now: now) {
        case .failed: return Response(.preconditionFailed, headers: unchanged.headers)
        case .notModified: return unchanged
        case .met(range: false): return whole
        case .met(range: true):
            let fields = request.headers.values("Range")
            guard let field = fields.first, fields.count == 1 else { return whole }
            return response(for: ByteRanges(field, size: content.size))
        }
    }

    private func response(for ranges: ByteRanges) -> Response {
        switch ranges {
        case .whole:
            return whole
        case .unsatisfiable:
            var response = Response(.rangeNotSatisfiable, headers: unchanged.headers)
            response.headers["Content-Range"] = "bytes */\(content.size)"
            return response
        case .parts(let parts):
            var response = whole
            response.status = .partialContent
            guard let only = parts.first, parts.count == 1 else {
                response.headers["Content-Type"] = "multipart/byteranges; boundary=\(boundary)"
                response.body = .pieces(multipart(parts))
                return response
            }
            response.headers["Content-Range"] = contentRange(only)
            response.body = .pieces([content.piece(only)])
            return response
        }
    }

    private func contentRange(_ range: Range<Int>) -> String { "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(content.size)" }

    /// Nobody can write a file that holds its own digest, which the tag is made of.
    private var boundary: String { "part-" + (validators.tag?.opaque.prefix(32) ?? "") }

    /// RFC 9110 §14.6.
    private func multipart(_ parts: [Range<Int>]) -> [Response.Piece] {
        var pieces: [Response.Piece] = []
        for (index, part) in parts.enumerated() {
            let start = index == 0 ? "" : "\r\n"
            pieces.append(.bytes(Array("\(start)--\(boundary)\r\nContent-Type: \(contentType)\r\nContent-Range: \(contentRange(part))\r\n\r\n".utf8)))
            pieces.append(content.piece(part))
        }
        pieces.append(.bytes(Array("\r\n--\(boundary)--\r\n".utf8)))
        return pieces
    }
}
