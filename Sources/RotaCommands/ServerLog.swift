import Civil
import HTTPServer
import RotaWeb

/// The log's lines about what never became a request of the program's: refused, given up, or not even let in.
enum ServerLog {
    /// Nothing for what is no fault, such as a browser that keeps a connection and does not use it.
    static func write(_ event: ServerEvent, to log: Log, at now: Instant) {
        switch event {
        case .refused(let status, let id, let reason, let address):
            log.write(.warn, at: now) { line in
                line.add("request_id", id)
                line.add("status", status.code)
                line.add("reason", reason)
                line.add("address", address)
            }
        case .timedOut(let address, let inAnswer):
            guard inAnswer else { return }
            log.write(.warn, at: now) { line in
                line.add("reason", "answer not taken in time")
                line.add("address", address)
            }
        case .crowded(let address):
            log.write(.warn, at: now) { line in
                line.add("reason", "connection closed unheard: too many from its address")
                line.add("address", address)
            }
        case .overBudget(let address):
            log.write(.warn, at: now) { line in
                line.add("reason", "connection cut off: too much waits in memory")
                line.add("address", address)
            }
        case .insecure(let reason, let address):
            log.write(.warn, at: now) { line in
                line.add("reason", "no TLS with this client: \(reason)")
                line.add("address", address)
            }
        case .exhausted(let code):
            log.write(.warn, at: now) { $0.add("reason", "no connection can be accepted: \(Failure.reason(code))") }
        }
    }
}
