import Civil
import RotaDomain
import RotaStore

/// What the program does on threads of its own, besides answering requests, other than what has its own notice when it fails: generations and backups.
enum Job: String, CaseIterable {
    case mail, waiting, backups, staffing, digests, tidying, resets

    /// "Sending mail", the beginning of a sentence.
    var words: String {
        switch self {
        case .mail: "Sending mail"
        case .waiting: "Looking for what waits for a decision"
        case .backups: "Looking for the newest backup"
        case .staffing: "Looking for what the published rota lacks"
        case .digests: "Writing notification mails"
        case .tidying: "Removing what is no longer needed"
        case .resets: "Sending a link to a new password"
        }
    }
}

extension Notices {
    /// - Returns: false where that could not be written either: a full disk fails both, and the log's line is then all there is.
    @discardableResult
    func tellFailed(_ job: Job) -> Bool {
        let notice = NewNotice.jobFailed(job, on: London.day(at: practice.clock.now()))
        do {
            guard try !practice.store.read({ db in try NoticeRepository(db).wasTold(notice.key) }) else { return true }
            try practice.store.write { [self] db in _ = try tell(notice, db) }
            return true
        } catch {
            return false
        }
    }
}
