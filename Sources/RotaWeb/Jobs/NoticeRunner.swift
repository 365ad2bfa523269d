import Civil
import Dispatch
import Foundation
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// Tells what nobody's request tells (something waits, something is overdue), and turns notices that are due into mails, on a thread of its own.
/// `rota serve` starts one for its practice.
///
/// A digest and what it takes are one transaction, so that a power cut loses no notice and doubles none.
package final class NoticeRunner: Sendable {
    private let practice: Practice
    private let log: Log
    private let startedAt: Instant
    private let ended = DispatchSemaphore(value: 0)

    /// How often is looked for what to tell, in seconds.
    private static let pause = 60
    /// Seconds after which a generated rota waits for longer than whoever ordered it takes to look.
    private static let generationPatience = 1_800
    /// Seconds after which the newest backup is too old, and how long after the start a missed one may take to be made up.
    private static let backupAge = 26 * 3_600, backupGrace = 1_800
    private static let day = 86_400

    /// - Parameter log: takes a line for each thing that went wrong.
    package init(_ practice: Practice, log: Log = Log { _ in }) {
        self.practice = practice
        self.log = log
        startedAt = practice.clock.now()
    }

    package func start() {
        let thread = Thread { [self] in
            var seconds = work()
            while practice.noticeBell.wait(atMost: .seconds(seconds)) { seconds = work() }
            ended.signal()
        }
        thread.name = "notices"
        thread.stackSize = 1 << 20
        thread.start()
    }

    package func stop() {
        practice.noticeBell.stop()
        ended.wait()
    }

    /// Does all that there is to do now; gives the seconds until there may be more.
    @discardableResult
    func work() -> Int {
        attempt(.waiting) { try tellWaiting() }
        attempt(.backups) { try tellOverdueBackup() }
        attempt(.staffing) { try StaffingWatch(practice).look() }
        attempt(.digests) { try sendDigests() }
        attempt(.tidying) { try forget() }
        let due = (try? practice.store.read { db in try NoticeDigests(db).nextDue() }) ?? nil
        return max(1, min(due.map { $0 - practice.clock.now() } ?? NoticeRunner.pause, NoticeRunner.pause))
    }

    /// One that fails keeps nothing from the others, and is tried again with the next round.
    private func attempt(_ job: Job, _ task: () throws -> Void) {
        do {
            try task()
        } catch {
            log.write(.error, at: practice.clock.now()) { line in
                line.add("job", "notices")
                line.add("task", job.rawValue)
                line.add("error", String(describing: error))
            }
            practice.notices.tellFailed(job)
        }
    }

    private func tellWaiting() throws {
        let now = practice.clock.now()
        let found = try practice.store.read { db -> [NewNotice] in
            let waiting = WaitingDecisions(db)
            return try waiting.leave().map { .leaveRequested($0.id, $0.clinician, $0.range) }
                + waiting.generations(readyBy: now - NoticeRunner.generationPatience).map { .generationWaits($0.id, $0.range) }
                + waiting.invitations(expiredFrom: now - 30 * NoticeRunner.day, to: now).map { .invitationExpired($0.id, $0.clinician, $0.clinicianId) }
        }
        guard !found.isEmpty else { return }
        try practice.store.write { [notices = practice.notices] db in for notice in found { try notices.tell(notice, db) } }
    }

    private func tellOverdueBackup() throws {
        let now = practice.clock.now()
        guard now - startedAt >= NoticeRunner.backupGrace, let plan = BackupPlan(practice.settings) else { return }
        let newest = plan.folder.newest(at: now)
        guard newest.map({ now - $0.instant > NoticeRunner.backupAge }) ?? true else { return }
        let notice = NewNotice.backupOverdue(newest: newest?.file, hours: newest.map { (now - $0.instant) / 3_600 })
        guard try !practice.store.read({ db in try NoticeRepository(db).wasTold(notice.key) }) else { return }
        try practice.store.write { [notices = practice.notices] db in _ = try notices.tell(notice, db) }
    }

    /// Each digest in a transaction of its own, so that many of them hold up nobody.
    private func sendDigests() throws {
        let now = practice.clock.now()
        guard let due = try practice.store.read({ db in try NoticeDigests(db).nextDue() }), due <= now else { return }
        while try practice.store.write({ db in try sendDigest(at: now, db) }), !practice.noticeBell.isStopped {}
    }

    /// False when none is due any more.
    private func sendDigest(at now: Instant, _ db: Connection) throws -> Bool {
        let post = Post(practice: practice, practiceName: try PracticeRepository(db).name() ?? SignedIn.unnamed)
        guard post.isOn else {
            try NoticeDigests(db).dropAll()
            return false
        }
        guard let digest = try NoticeDigests(db).take(at: now) else { return false }
        let token = try Token(random: practice.random)
        try UnsubscribeLinkRepository(db).insert(tokenHash: token.hash, digest.category, of: digest.account.id, at: now)
        let mail = NoticesMail(digest, post, unsubscribe: post.address(Paths.unsubscribe(token.text)))
        try post.queue(mail, to: MailRecipient(digest.account), key: "notices/\(digest.account.id)/\(digest.notices.last?.id ?? 0)", db)
        return true
    }

    /// What is half a year old is told; the links of mails hold for a year.
    private func forget() throws {
        let now = practice.clock.now(), told = now - 183 * NoticeRunner.day, made = now - 400 * NoticeRunner.day, kept = now - KeptForms.lifetime
        let isAny = try practice.store.read { db in
            try NoticeRepository(db).hasTold(before: told) || UnsubscribeLinkRepository(db).hasMade(before: made) || KeptFormRepository(db).hasOlder(than: kept)
        }
        guard isAny else { return }
        try practice.store.write { db in
            try NoticeRepository(db).deleteTold(before: told)
            try UnsubscribeLinkRepository(db).deleteMade(before: made)
            // Somebody's half-written words: they go even if nobody's form is kept after them.
            try KeptFormRepository(db).deleteOlder(than: kept)
        }
    }
}
