@testable import HTTP

/// What a parser made of some bytes, in a form that can be compared.
struct Parsed: Equatable {
    var requests: [String] = []
    var error: HTTPParseError?
    var progress = RequestParser.Progress.idle
}

extension Request {
    /// Everything of the request in one line.
    var summary: String {
        let fields = headers.all.map { "\($0.name)=\($0.value)" }.joined(separator: "|")
        let query = query.fields.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        return "\(method.rawValue) \(target) \(path.segments) \(query) 1.\(minorVersion) [\(fields)] keep=\(keepsAlive) expect=\(expectsContinue) \(String(decoding: body, as: UTF8.self))"
    }
}

enum ParserHarness {
    /// Feeds the pieces one after the other, taking all events after each.
    static func feed(_ pieces: [[UInt8]], limits: RequestParser.Limits = RequestParser.Limits(), bodyLimit: Int? = nil) -> Parsed {
        var parser = RequestParser(limits: limits)
        var parsed = Parsed()
        for piece in pieces {
            parser.append(piece)
            do throws(HTTPParseError) {
                try drain(&parser, &parsed, bodyLimit)
            } catch {
                parsed.error = error
                return parsed
            }
        }
        parsed.progress = parser.progress
        return parsed
    }

    static func whole(_ text: String, limits: RequestParser.Limits = RequestParser.Limits(), bodyLimit: Int? = nil) -> Parsed {
        feed([Array(text.utf8)], limits: limits, bodyLimit: bodyLimit)
    }

    static func byteByByte(_ text: String, limits: RequestParser.Limits = RequestParser.Limits(), bodyLimit: Int? = nil) -> Parsed {
        feed(text.utf8.map { [$0] }, limits: limits, bodyLimit: bodyLimit)
    }

    private static func drain(_ parser: inout RequestParser, _ parsed: inout Parsed, _ bodyLimit: Int?) throws(HTTPParseError) {
        while true {
            switch try parser.next() {
            case .needsMore: return
            case .head: if let bodyLimit { try parser.limitBody(to: bodyLimit) }
            case .request(let request): parsed.requests.append(request.summary)
            }
        }
    }
}
