import RotaDomain
import RotaStore
import SQLite

/// Tells those who may act on it what happened, in the transaction of what it tells: in the list of everybody whom it concerns, and by mail to who asked for it.
///
///     try practice.notices.tell(.signUp(account, of: clinician), db)
struct Notices {
    let practice: Practice

    /// False where it was told before.
    @discardableResult
    func tell(_ notice: NewNotice, _ db: Connection) throws -> Bool {
        let isNew = try NoticeRepository(db).tell(notice, mails: practice.settings.mailTransport != .off, at: practice.clock.now())
        if isNew { practice.noticeBell.ring() }
        return isNew
    }
}

extension Practice {
    var notices: Notices { Notices(practice: self) }
}
