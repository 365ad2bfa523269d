import Civil
import RotaDomain
import RotaStore
import SQLite

/// Tells clinicians what a version of the rota changed of their own shifts, from today on, in the transaction that publishes it: one mail and one notice each (S0.78).
struct ShiftNews {
    private let practice: Practice

    init(_ practice: Practice) { self.practice = practice }

    /// - Parameters:
    ///   - difference: for clinicians: what they saw against what they see now.
    ///   - shown: the dates that they had seen something of before.
    ///   - withdrawn: the dates that they see nothing of any more.
    func tell(_ difference: RotaDifference, shown: Set<Day>, withdrawn: Set<Day> = [], version: Int, _ db: Connection) throws {
        let today = practice.today
        let own = Dictionary(grouping: difference.changes.filter { $0.date >= today }, by: \.clinician)
        guard !own.isEmpty else { return }
        let post = Post(practice: practice, practiceName: try PracticeRepository(db).name() ?? SignedIn.unnamed)
        for (code, account) in try ClinicianAccounts(db).active() {
            guard let changes = own[code].flatMap({ ShiftChanges($0, shown: shown, withdrawn: withdrawn) }) else { continue }
            let key = "shifts/\(version)/\(account.id)"
            try NoticeRepository(db).tellShifts(changes.sentence, path: Paths.week(at: changes.first), to: account.id, key: key, at: practice.clock.now())
            if post.isOn { try post.queue(ShiftChangesMail(changes, post), to: MailRecipient(account), key: key, db) }
        }
    }
}
