/// From which kind of line on the log is written.
package enum LogLevel: String, Sendable, CaseIterable {
    case info, warn, error

    var rank: Int {
        switch self {
        case .info: 0
        case .warn: 1
        case .error: 2
        }
    }
}

/// How a line of the log is written.
package enum LogFormat: String, Sendable, CaseIterable {
    /// `key=value` after `key=value`.
    case text
    /// One JSON object a line.
    case json
}
