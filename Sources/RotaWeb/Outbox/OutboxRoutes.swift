import HTTP

extension Routes {
    static let outbox: [Endpoint] = [
        .get("/outbox", access: .may(.settings), OutboxController.index),
        .post("/outbox/retries", access: .may(.settings), OutboxController.retryAll),
        .post("/outbox/:id/retry", access: .may(.settings), OutboxController.retry),
    ]
}

extension Paths {
    static let outbox = "/outbox"
    static func outboxRetry(_ id: Int) -> String { "\(outbox)/\(id)/retry" }

    /// One page of the messages of a state; of all states where it is nil.
    static func outbox(_ state: String?, page: Int) -> String {
        let fields = [("state", state ?? ""), ("page", page == 1 ? "" : String(page))].filter { !$0.1.isEmpty }
        return fields.isEmpty ? outbox : "\(outbox)?\(PercentEncoding.query(fields.map { (name: $0.0, value: $0.1) }))"
    }
}
