import Civil
import Foundation
import Locks
import Mail
import RotaStore
import SQLite

/// Sends the outbox's mail on a thread of its own. `rota serve` starts one for its practice, and holds the data folder's lock meanwhile, so that there is
/// never a second.
///
/// A mail is marked as being sent, on the disk, before it goes out, and as sent when the server has it. Between the server's yes and that mark lies one
/// commit; a process killed there sends that one mail again at its next start, with the same Message-ID. No order of steps closes the gap: whoever
/// marks first can lose the mail, and SMTP has no way to ask a server what it has.
package final class OutboxRunner: Sendable {
    /// What became of a mail, which is not in the database yet.
    private struct Settlement: Sendable {
        let mail: DueMail
        /// Nil: sent.
        let error: MailError?
        let at: Instant
    }

    private let practice: Practice
    private let route: (any MailRoute)?
    private let log: Log
    private let retry: Duration
    private let unsettled = Monitor<Settlement?>(nil)
    private let isCut = Monitor(false)
    private let ended = DispatchSemaphore(value: 0)
    private static let longestWait = 600
    /// Relays count the messages of a connection, and some mind.
    private static let messagesPerConnection = 100
    /// Sent and failed ones are shown for so long, in seconds.
    static let kept = 183 * 86_400

    /// - Parameters:
    ///   - route: how mail goes out; nil where it is off.
    ///   - retry: how long until the outbox is looked at again after the database refused a write.
    ///   - log: takes a line for each mail that did not go; none says to whom it was.
    package init(_ practice: Practice, route: (any MailRoute)?, retry: Duration = .seconds(10), log: Log) {
        self.practice = practice
        self.route = route
        self.retry = retry
        self.log = log
    }

    package func start() {
        let thread = Thread { [self] in
            practice.readiness.mailing(true)
            practice.mailBell.ring()
            var pause = Duration.zero, isFresh = true
            while practice.mailBell.wait(atMost: pause) { pause = work(isFresh: &isFresh) }
            practice.readiness.mailing(false)
            ended.signal()
        }
        thread.name = "mail"
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Ends the thread: a message under way has some seconds, then its connection is cut.
    package func stop() {
        practice.mailBell.stop()
        guard ended.wait(timeout: .now() + 8) == .timedOut else { return }
        isCut.change { $0 = true }
        _ = ended.wait(timeout: .now() + 3)
    }

    /// Sends what is due, on the caller's thread, and gives how long until there may be more.
    /// - Parameter isFresh: what an earlier process was sending is taken back first.
    func work(isFresh: inout Bool) -> Duration {
        do {
            // First: what is known to be sent must not be taken back.
            try settle()
            try tidy(isFresh)
            isFresh = false
            guard let route else { return .seconds(OutboxRunner.longestWait) }
            try sendAll(route)
            let now = practice.clock.now()
            let next = try practice.store.read { db in try OutboxRepository(db).nextDue() }
            return .seconds(min(max(next.map { $0 - now } ?? OutboxRunner.longestWait, 1), OutboxRunner.longestWait))
        } catch {
            log.write(.error, at: practice.clock.now()) { line in
                line.add("job", "mail")
                line.add("error", "\(error)")
            }
            practice.notices.tellFailed(.mail)
            // Whether a mail was marked as being sent is not known then.
            isFresh = true
            return retry
        }
    }

    private func tidy(_ isFresh: Bool) throws {
        let now = practice.clock.now()
        let (again, dropped) = try practice.store.write { db in
            let outbox = OutboxRepository(db)
            let again = isFresh ? try outbox.recover(at: now) : 0
            _ = try outbox.prune(endedBefore: now - OutboxRunner.kept)
            return (again, try outbox.dropExpired(at: now))
        }
        guard again + dropped > 0 else { return }
        log.write(.info, at: now) { line in
            line.add("job", "mail")
            line.add("again", again)
            line.add("dropped", dropped)
        }
    }

    /// One after another, on one connection for as long as it lasts.
    private func sendAll(_ route: any MailRoute) throws {
        var passage: (any MailPassage)?, count = 0
        defer { passage?.close() }
        while !practice.mailBell.isStopped, try isAnyDue() {
            if let open = passage, !open.isOpen || count >= OutboxRunner.messagesPerConnection {
                open.close()
                passage = nil
            }
            if passage == nil {
                guard let opened = try open(route) else { return }
                (passage, count) = (opened, 0)
            }
            guard let open = passage, let mail = try takeNext() else { return }
            var error = send(mail, open)
            // A server that hangs up after some messages is called again at once; one that does so at the first is not.
            if count > 0, let first = error, first.endsConnection, !first.mayHaveArrived, !first.isPermanent, let again = try? route.open(watch) {
                open.close()
                (passage, count) = (again, 0)
                error = send(mail, again)
            }
            count += 1
            unsettled.withLock { $0 = Settlement(mail: mail, error: error, at: practice.clock.now()) }
        }
        try settle()
    }

    /// Nil where the way is blocked: then that is noted for all that are due, since it is no mail's own fault.
    private func open(_ route: any MailRoute) throws -> (any MailPassage)? {
        // What was sent is told before the way is waited for.
        try settle()
        do throws(MailError) {
            return try route.open(watch)
        } catch {
            guard !practice.mailBell.isStopped else { return nil }
            let now = practice.clock.now(), reason = error.description
            let failed = try practice.store.write { db in
                let failed = try OutboxRepository(db).postponeDue(because: reason, at: now)
                if failed > 0 {
                    let about = AuditSubject("mail", failed == 1 ? "1 message" : "\(failed) messages")
                    try AuditLog(db).record("mail failed", about, by: .program, at: now, after: ["reason": reason])
                    try practice.notices.tell(.mailsFailed(failed, at: now), db)
                }
                return failed
            }
            log.write(.error, at: now) { line in
                line.add("job", "mail")
                line.add("stage", error.stage.rawValue)
                line.add("failed", failed)
                line.add("error", error.reason)
            }
            return nil
        }
    }

    private var watch: Watch { Watch(isCancelled: { [isCut] in isCut.withLock { $0 } }) }

    private func send(_ mail: DueMail, _ passage: any MailPassage) -> MailError? {
        do throws(MailError) {
            _ = try passage.send(try practice.settings.message(mail))
            return nil
        } catch {
            return error
        }
    }

    private func isAnyDue() throws -> Bool {
        let now = practice.clock.now()
        // The last one may be unsettled still: it is `sending`, and so not due.
        return try practice.store.read { db in try OutboxRepository(db).nextDue() }.map { $0 <= now } ?? false
    }

    /// What became of the last and that the next begins are one transaction: one wait for the disk a mail.
    private func takeNext() throws -> DueMail? {
        let now = practice.clock.now(), last = unsettled.withLock { $0 }
        let next = try practice.store.write { db in
            if let last { try write(last, db) }
            return try OutboxRepository(db).takeNext(at: now)
        }
        settled(last)
        return next
    }

    private func settle() throws {
        guard let last = unsettled.withLock({ $0 }) else { return }
        try practice.store.write { db in try write(last, db) }
        settled(last)
    }

    private func settled(_ last: Settlement?) {
        unsettled.withLock { $0 = nil }
        guard let last, let error = last.error else { return }
        let next = OutboxRunner.next(last)
        log.write(next == nil ? .error : .warn, at: last.at) { line in
            line.add("job", "mail")
            line.add("id", last.mail.id)
            line.add("kind", last.mail.kind)
            line.add("attempts", last.mail.attempts)
            line.add("stage", error.stage.rawValue)
            line.add("state", next == nil ? "failed" : "waiting")
        }
    }

    private func write(_ last: Settlement, _ db: Connection) throws {
        guard let error = last.error else { return try OutboxRepository(db).markSent(last.mail.id, at: last.at) }
        let next = OutboxRunner.next(last)
        try OutboxRepository(db).markUnsent(last.mail.id, because: error.description, next: next, at: last.at)
        guard next == nil else { return }
        let about = AuditSubject("mail", id: last.mail.id, "\(last.mail.subject) to \(last.mail.toAddress)")
        try AuditLog(db).record("mail failed", about, by: .program, at: last.at, after: ["reason": error.description])
        try practice.notices.tell(
            .mailFailed(last.mail.id, last.mail.subject, to: last.mail.toAddress, at: last.at, isNotice: last.mail.kind == NoticesMail.kind), db)
    }

    /// When it is tried again; nil when it failed for good.
    private static func next(_ last: Settlement) -> Instant? {
        guard let error = last.error, !error.isPermanent || error.stage.isBeforeMessages else { return nil }
        return OutboxPatience.seconds(afterTries: last.mail.attempts).map { last.at + $0 }
    }
}
