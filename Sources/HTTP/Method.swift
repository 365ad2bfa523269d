/// The request methods of RFC 9110 §9 and RFC 5789; any other is answered 501 (RFC 9110 §15.6.2). Nothing here serves `trace` and `connect`,
/// but they are known, hence 405.
package enum Method: String, Sendable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"
    case trace = "TRACE"
    case connect = "CONNECT"

    /// Methods that change nothing (RFC 9110 §9.2.1).
    package var isSafe: Bool { self == .get || self == .head || self == .options || self == .trace }
}
