/// A status code that this program answers with (RFC 9110 §15, RFC 6585).
package enum Status: Int, Sendable, CaseIterable {
    case `continue` = 100
    case ok = 200
    case created = 201
    case accepted = 202
    case noContent = 204
    case partialContent = 206
    case movedPermanently = 301
    case found = 302
    case seeOther = 303
    case notModified = 304
    case temporaryRedirect = 307
    case permanentRedirect = 308
    case badRequest = 400
    case unauthorized = 401
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case notAcceptable = 406
    case requestTimeout = 408
    case conflict = 409
    case gone = 410
    case preconditionFailed = 412
    case contentTooLarge = 413
    case targetTooLong = 414
    case unsupportedMediaType = 415
    case rangeNotSatisfiable = 416
    case expectationFailed = 417
    case misdirectedRequest = 421
    case unprocessableContent = 422
    case preconditionRequired = 428
    case tooManyRequests = 429
    case fieldsTooLarge = 431
    case internalServerError = 500
    case notImplemented = 501
    case serviceUnavailable = 503
    case versionNotSupported = 505

    package var code: Int { rawValue }

    /// The reason phrase, for example `Not Found`.
    package var reason: String { String(line.description.dropFirst(4)) }

    /// Whether an answer with this status never has content (RFC 9110 §6.4.1).
    package var forbidsContent: Bool { self == .noContent || self == .notModified || self == .continue }

    /// Code and reason, as they stand in the status line.
    var line: StaticString {
        switch self {
        case .continue: "100 Continue"
        case .ok: "200 OK"
        case .created: "201 Created"
        case .accepted: "202 Accepted"
        case .noContent: "204 No Content"
        case .partialContent: "206 Partial Content"
        case .movedPermanently: "301 Moved Permanently"
        case .found: "302 Found"
        case .seeOther: "303 See Other"
        case .notModified: "304 Not Modified"
        case .temporaryRedirect: "307 Temporary Redirect"
        case .permanentRedirect: "308 Permanent Redirect"
        case .badRequest: "400 Bad Request"
        case .unauthorized: "401 Unauthorized"
        case .forbidden: "403 Forbidden"
        case .notFound: "404 Not Found"
        case .methodNotAllowed: "405 Method Not Allowed"
        case .notAcceptable: "406 Not Acceptable"
        case .requestTimeout: "408 Request Timeout"
        case .conflict: "409 Conflict"
        case .gone: "410 Gone"
        case .preconditionFailed: "412 Precondition Failed"
        case .contentTooLarge: "413 Content Too Large"
        case .targetTooLong: "414 URI Too Long"
        case .unsupportedMediaType: "415 Unsupported Media Type"
        case .rangeNotSatisfiable: "416 Range Not Satisfiable"
        case .expectationFailed: "417 Expectation Failed"
        case .misdirectedRequest: "421 Misdirected Request"
        case .unprocessableContent: "422 Unprocessable Content"
        case .preconditionRequired: "428 Precondition Required"
        case .tooManyRequests: "429 Too Many Requests"
        case .fieldsTooLarge: "431 Request Header Fields Too Large"
        case .internalServerError: "500 Internal Server Error"
        case .notImplemented: "501 Not Implemented"
        case .serviceUnavailable: "503 Service Unavailable"
        case .versionNotSupported: "505 HTTP Version Not Supported"
        }
    }
}
