import HTTP

/// All that a request says, in a form that can be compared and written.
struct Plain: Equatable {
    private let line: String
    private let segments: [String]
    private let query: FormFields
    private let fields: [String]
    private let flags: [Bool]
    private let body: [UInt8]

    init(_ request: Request) { self.init(request, framing: true) }

    /// `framing`: with the fields that say where the body ends and when it comes.
    init(_ request: Request, framing: Bool) {
        line = Plain.line(of: request)
        segments = request.path.segments
        query = request.query
        fields = Plain.fields(of: request, framing: framing).map { "\($0.name):\($0.value)" }
        flags = [request.keepsAlive, framing && request.expectsContinue]
        body = request.body
    }

    /// The request with a Content-Length and nothing else about its body.
    static func written(_ request: Request) -> [UInt8] {
        var bytes = Array(line(of: request).utf8) + [0x0D, 0x0A]
        for field in fields(of: request, framing: false) { bytes += Array("\(field.name):\(field.value)\r\n".utf8) }
        if !request.body.isEmpty { bytes += Array("content-length: \(request.body.count)\r\n".utf8) }
        return bytes + [0x0D, 0x0A] + request.body
    }

    private static func line(of request: Request) -> String { "\(request.method.rawValue) \(request.target) HTTP/1.\(request.minorVersion)" }

    private static func fields(of request: Request, framing: Bool) -> [(name: String, value: String)] {
        request.headers.all.filter { framing || !["content-length", "transfer-encoding", "expect"].contains($0.name.lowercased()) }
    }
}
