import HTTP
import RotaStore

/// Mail that waits, went or failed (issue 5.11): to whom and about what, never what it says.
enum OutboxController {
    static func index(_ context: SignedIn) throws -> Response {
        let state = context.request.query["state"].flatMap(OutboxState.init(rawValue:))
        let asked = Numbers.whole(context.request.query["page"] ?? "", in: 1...999_999) ?? 1
        let (counts, entries) = try context.store.read { db in
            let list = OutboxList(db)
            return (try list.counts(), try list.page(state, limit: OutboxView.pageSize, offset: (asked - 1) * OutboxView.pageSize))
        }
        guard asked == 1 || !entries.isEmpty else { return .redirect(to: Paths.outbox(state?.rawValue, page: 1)) }
        let total = counts.reduce(0) { $0 + (state == nil || state == $1.state ? $1.count : 0) }
        let pages = Pagination(context.request.query, total: total, size: OutboxView.pageSize) { Paths.outbox(state?.rawValue, page: $0) }
        return OutboxView(
            page: context.layout("Mail", section: .outbox), token: context.repeatableToken, settings: context.practice.settings, state: state, counts: counts,
            entries: entries, pages: pages, at: context.now
        ).page()
    }

    static func retry(_ context: SignedIn) throws -> Response {
        let id = try context.id(), now = context.now
        let entry = try context.store.write { db in
            guard let entry = try OutboxList(db).find(id) else { throw PageError.notFound }
            guard try OutboxRepository(db).retry(id, at: now) else { throw PageError.stale("The message to \(entry.toAddress) is \(entry.state.label.lowercased()) by now.") }
            try AuditLog(db).record("send mail again", AuditSubject("mail", id: id, "\(entry.subject) to \(entry.toAddress)"), by: context.actor, at: now)
            return entry
        }
        return try context.sendNow("The message to \(entry.toAddress) is tried again now.")
    }

    static func retryAll(_ context: SignedIn) throws -> Response {
        let now = context.now
        let count = try context.store.write { db in
            let count = try OutboxRepository(db).retryAll(at: now)
            if count > 0 { try AuditLog(db).record("send mail again", AuditSubject("mail", counted(count, "message")), by: context.actor, at: now) }
            return count
        }
        return try context.sendNow(count == 0 ? "There was nothing to try again." : "\(counted(count, "message")) \(count == 1 ? "is" : "are") tried again now.")
    }
}

extension SignedIn {
    fileprivate func sendNow(_ words: String) throws -> Response {
        practice.mailBell.ring()
        return try redirect(to: Paths.outbox, success: words)
    }
}
