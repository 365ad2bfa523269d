import Civil
import Foundation
import Locks
import RotaBackups
import RotaDomain
import RotaStore

/// Makes the nightly backups on a thread of its own, and one whenever it is asked to. `rota serve` starts one for its practice.
///
/// What is due is told by the backups that there are, so one that was missed while the machine was off is made up, and one that was made by hand counts.
package final class BackupRunner: Sendable {
    private struct State {
        var isAsked = false
        var isStopped = false
    }

    private let practice: Practice
    private let check: BackupCheck
    private let grace: Double
    private let retry: Double
    private let log: Log
    private let state = Monitor(State())
    private let ended = DispatchSemaphore(value: 0)
    /// The clock may be set, or the machine sleep: it is looked at again after so many seconds.
    private static let longestWait: Double = 600

    /// - Parameters:
    ///   - grace: seconds after the start before a missed backup is made up.
    ///   - retry: seconds until a failed one is tried again.
    ///   - log: takes a line for each backup, made or failed.
    package init(_ practice: Practice, check: BackupCheck, grace: Double = 300, retry: Double = 900, log: Log) {
        self.practice = practice
        self.check = check
        self.grace = grace
        self.retry = retry
        self.log = log
    }

    package func start() {
        let thread = Thread { [self] in
            var pause = min(grace, BackupRunner.longestWait)
            while let isAsked = wait(pause) { pause = min(work(isAsked: isAsked), BackupRunner.longestWait) }
            ended.signal()
        }
        thread.name = "backups"
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Ends the thread, after the backup that is being made if that takes no more than some seconds; one broken off is swept away later.
    package func stop() {
        state.change { $0.isStopped = true }
        _ = ended.wait(timeout: .now() + 5)
    }

    /// Has a backup made at once, also where nightly ones are off; returns without waiting for it.
    package func makeNow() { state.change { $0.isAsked = true } }

    /// Makes what was asked for or is due; gives the seconds until there may be more to do.
    func work(isAsked: Bool) -> Double {
        let now = practice.clock.now(), plan = BackupPlan(practice.settings)
        if isAsked || (plan.map { $0.time.isDue(newest: $0.folder.newest(at: now)?.instant, at: now) } ?? false) {
            guard make(plan ?? BackupPlan(practice.settings, folder: ""), at: now) else { return retry }
        }
        return plan.map { Double(max($0.time.next(after: now) - now, 1)) } ?? BackupRunner.longestWait
    }

    /// Whether one was asked for, after so many seconds at the most; nil once stopped.
    private func wait(_ seconds: Double) -> Bool? {
        _ = state.wait(atMost: .seconds(seconds)) { $0.isAsked || $0.isStopped ? true : nil }
        return state.withLock { state in
            defer { state.isAsked = false }
            return state.isStopped ? nil : state.isAsked
        }
    }

    private func make(_ plan: BackupPlan, at now: Instant) -> Bool {
        do {
            let made = try BackupMaker(plan.folder, keep: plan.keep, check: check).make(at: now) { try practice.store.database.backup(to: $0) }
            note(made, at: now)
            return true
        } catch {
            note(error, at: now)
            return false
        }
    }

    private func note(_ made: BackupMaker.Made, at now: Instant) {
        log.write(.info, at: now) { line in
            line.add("job", "backup")
            line.add("file", made.name.file)
            line.add("bytes", made.bytes)
            line.add("removed", made.removed.count)
        }
        record("make backup", made.name.file, ["bytes": String(made.bytes), "sha256": made.sha256], at: now)
    }

    private func note(_ error: any Error, at now: Instant) {
        log.write(.error, at: now) { line in
            line.add("job", "backup")
            line.add("error", "\(error)")
        }
        record("backup failed", BackupName(now).file, ["reason": "\(error)"], at: now, telling: .backupFailed(on: London.day(at: now)))
    }

    private func record(_ action: String, _ file: String, _ facts: AuditFields, at now: Instant, telling notice: NewNotice? = nil) {
        do {
            try practice.store.write { [notices = practice.notices] db in
                try AuditLog(db).record(action, AuditSubject("backup", file), by: .program, at: now, after: facts)
                if let notice { try notices.tell(notice, db) }
            }
        } catch {
            // A full disk fails both; the log's line is then all there is.
            log.write(.error, at: now) { line in
                line.add("job", "backup")
                line.add("error", "the audit log could not be written: \(error)")
            }
        }
    }
}
