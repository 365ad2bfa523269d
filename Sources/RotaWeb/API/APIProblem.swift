import HTTP
import RotaDomain

/// What went wrong with a request to the API (RFC 9457): programs never get a page of ours.
struct APIProblem: Error {
    /// The kinds, each explained on the API's page under its name.
    enum Kind: String, CaseIterable {
        case credentials, scope, parameters, dates, notFound, method, condition, tooMany, unavailable, failure, refused
    }

    /// One parameter at fault.
    struct Fault: Equatable {
        let parameter: String
        let detail: String
    }

    let kind: Kind
    let status: Status
    var detail: String
    var faults: [Fault] = []
    /// Of the answer.
    var headers = Headers()

    init(_ kind: Kind, detail: String? = nil, faults: [Fault] = []) {
        self.kind = kind
        status = kind.status
        self.detail = detail ?? kind.detail
        self.faults = faults
    }

    /// For what the program answers otherwise with a page.
    init(_ status: Status, detail: String?) {
        kind = Kind.allCases.first { $0.status == status } ?? .refused
        self.status = status
        self.detail = detail ?? kind.detail
    }

    /// Whether a request is for the API, whatever becomes of it.
    static func concerns(_ request: Request) -> Bool { request.path.segments.first == "api" }

    func response(_ practice: Practice, _ id: RequestID, _ request: Request) -> Response {
        var json = JSONWriter()
        json.object { json in
            json.member("type", practice.address(Paths.apiHelp, for: request) + "#\(kind.anchor)")
            json.member("title", kind.title)
            json.member("status", status.code)
            json.member("detail", detail)
            json.member("instance", "urn:request:\(id)")
            json.member("errors", list: faults) { json, fault in
                json.object { json in
                    json.member("parameter", fault.parameter)
                    json.member("detail", fault.detail)
                }
            }
        }
        var response = Response(status, contentType: "application/problem+json", json.bytes)
        for (name, value) in headers.all { response.headers.add(name, value) }
        return response
    }

    static let schema = APISchema.object([
        .init("type", .text, "The address of the page that explains this kind of problem"),
        .init("title", .text, "The kind in words"), .init("status", .whole, "The HTTP status"), .init("detail", .text, "What is wrong this time"),
        .init("instance", .text, "The request’s id, as in our log"),
        .init("errors", .list(.object([.init("parameter", .text, "Which"), .init("detail", .text, "What it must be")])), "The parameters at fault, where any are"),
    ])
}

extension APIProblem.Kind {
    var status: Status {
        switch self {
        case .credentials: .unauthorized
        case .scope: .forbidden
        case .parameters, .refused: .badRequest
        case .dates: .unprocessableContent
        case .notFound: .notFound
        case .method: .methodNotAllowed
        case .condition: .preconditionFailed
        case .tooMany: .tooManyRequests
        case .unavailable: .serviceUnavailable
        case .failure: .internalServerError
        }
    }

    /// "too-many": its place on the API's page.
    var anchor: String {
        switch self {
        case .notFound: "not-found"
        case .tooMany: "too-many"
        default: rawValue
        }
    }

    var title: String {
        switch self {
        case .credentials: "No token that works"
        case .scope: "The token’s scopes do not reach this far"
        case .parameters: "Parameters that cannot be read"
        case .dates: "Dates that do not go together"
        case .notFound: "Nothing here"
        case .method: "The API only reads"
        case .condition: "A condition does not hold"
        case .tooMany: "Too many requests"
        case .unavailable: "The database does not answer"
        case .failure: "A fault of the program"
        case .refused: "The request was refused"
        }
    }

    /// Where nothing more is known.
    var detail: String {
        switch self {
        case .credentials: "Send the header “Authorization: Bearer rota_…” with a token that was not revoked and has not expired."
        case .scope: "A manager can make a token with the scope that the answer’s WWW-Authenticate names."
        case .parameters: "Look at “errors”: each names a parameter, and what it must be."
        case .dates: "Look at “errors”: the last date must not be before the first, nor too far from it."
        case .notFound: "There is no such address, or no such row."
        case .method: "Use GET or HEAD. Nothing can be changed by the API."
        case .condition: "The answer is not the one that If-Match names."
        case .tooMany: "Wait for as many seconds as Retry-After says."
        case .unavailable: "Try again in as many seconds as Retry-After says."
        case .failure: "It was logged under the id in “instance”."
        case .refused: "The program does not take such a request."
        }
    }
}

extension Practice {
    /// The absolute address of one of our paths: as the settings say, else as the request came.
    func address(_ path: String, for request: Request) -> String {
        guard settings.baseURL.isEmpty else { return settings.baseURL + path }
        return "\(request.isSecure ? "https" : "http")://\(request.authority)\(path)"
    }
}
