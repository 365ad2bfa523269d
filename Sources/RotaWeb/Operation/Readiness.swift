import Glibc
import RotaStore
import Synchronization

/// Whether the program can do its work (conventions §3): what `/readyz` answers by.
package final class Readiness: Sendable {
    private let isStopping = Atomic<Bool>(false)
    private let isDamaged = Atomic<Bool>(false)
    private let generates = Atomic<Bool>(false)
    private let mails = Atomic<Bool>(false)

    package init() {}

    /// From now on it is not ready, whatever else: who sends requests here is to send them elsewhere.
    package func beginStopping() { isStopping.store(true, ordering: .relaxed) }

    /// A part of the database could not be read: that stays so until another is in its place, which takes a new start.
    func noteDamage() { isDamaged.store(true, ordering: .relaxed) }

    /// The thread that generates rotas has begun, or ended.
    package func generating(_ isRunning: Bool) { generates.store(isRunning, ordering: .relaxed) }

    /// The thread that sends mail has begun, or ended.
    package func mailing(_ isRunning: Bool) { mails.store(isRunning, ordering: .relaxed) }

    package var isMailing: Bool { mails.load(ordering: .relaxed) }

    /// What stands against it, in words without secrets; empty when it is ready.
    func reasons(_ practice: Practice) -> [String] {
        guard !isStopping.load(ordering: .relaxed) else { return ["The program is stopping."] }
        var reasons: [String] = []
        do {
            let last = try practice.store.read { db in try OperationCounts(db).lastMigration() }
            if let known = practice.lastMigration, last != known { reasons.append("The database has migrations up to \(last), the program up to \(known).") }
        } catch {
            reasons.append("The database cannot be read.")
        }
        if isDamaged.load(ordering: .relaxed) { reasons.append("The database is damaged.") }
        if let free = Readiness.freeSpace(practice.store.database.path), free <= 0.05 { reasons.append("The disk with the data folder has 5 % or less left.") }
        if !generates.load(ordering: .relaxed) { reasons.append("Rotas are not being generated: that thread is not running.") }
        if practice.settings.mailTransport != .off, !isMailing { reasons.append("Mail is not being sent: that thread is not running.") }
        return reasons
    }

    /// The part of the file's disk that is free, 0 to 1; nil where the system does not say.
    private static func freeSpace(_ path: String) -> Double? {
        var info = statvfs()
        guard statvfs(path, &info) == 0, info.f_blocks > 0 else { return nil }
        return Double(info.f_bavail) / Double(info.f_blocks)
    }
}
