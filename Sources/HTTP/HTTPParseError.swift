/// Why a request could not be read, and what to answer; the connection ends with it, for where the next request starts is not known.
package struct HTTPParseError: Error, Sendable, Equatable, CustomStringConvertible {
    package let status: Status
    /// For the log, never for the client.
    package let reason: String

    package init(_ status: Status, _ reason: String) {
        self.status = status
        self.reason = reason
    }

    package var description: String { "\(status.code) \(reason)" }

    static func malformed(_ reason: String) -> HTTPParseError { HTTPParseError(.badRequest, reason) }
}
