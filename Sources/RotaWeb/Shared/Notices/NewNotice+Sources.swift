import Civil
import RotaDomain

/// Everything that the program tells of itself. What waits for a decision in later features is one more of these.
extension NewNotice {
    // MARK: System failure (S0.75)

    static func generationFailed(_ id: Int, _ range: DayRange, _ reason: String) -> NewNotice {
        NewNotice(.system, for: .rota, key: "generation-failed/\(id)", words: "Generating a rota for \(range.words) failed. \(reason)", path: Paths.generation(id))
    }

    /// Told once a day, however often it is tried again.
    static func backupFailed(on day: Day) -> NewNotice {
        NewNotice(
            .system, for: .settings, key: "backup-failed/\(day.iso)",
            words: "A backup failed on \(day.words), and is tried again every 15 minutes. The program’s log and the audit log say why.", path: nil)
    }

    /// What goes on besides requests and is tried again by itself. Told once a day and job.
    static func jobFailed(_ job: Job, on day: Day) -> NewNotice {
        NewNotice(
            .system, for: .settings, key: "job-failed/\(job.rawValue)/\(day.iso)",
            words: "\(job.words) failed on \(day.words), and is tried again by itself. The program’s log says why: ask whoever looks after it.", path: nil, isMailed: job != .mail)
    }

    /// - Parameter newest: the newest backup's file; nil where there is none.
    static func backupOverdue(newest: String?, hours: Int?) -> NewNotice {
        let state = hours.map { "The newest backup is \($0) hours old." } ?? "There is no backup yet."
        return NewNotice(
            .system, for: .settings, key: "backup-overdue/\(newest ?? "none")", words: "\(state) One is made every night while the program runs: ask whoever looks after it.", path: nil)
    }

    /// One that is sent again by hand and fails again is told again.
    /// - Parameter isNotice: it was itself a mail of notices, so that another would go the same way.
    static func mailFailed(_ id: Int, _ subject: String, to address: String, at now: Instant, isNotice: Bool) -> NewNotice {
        NewNotice(
            .system, for: .settings, key: "mail-failed/\(id)/\(now.iso)", words: "The mail “\(subject)” to \(address) could not be sent, and is not tried again.".bounded,
            path: Paths.outbox, isMailed: !isNotice)
    }

    /// The way out was blocked for so long that mails were given up: a mail about it would go the same way.
    static func mailsFailed(_ count: Int, at now: Instant) -> NewNotice {
        NewNotice(
            .system, for: .settings, key: "mails-failed/\(now.iso)",
            words: "\(counted(count, "mail")) could not be sent, because the mail server could not be reached for more than half a day.", path: Paths.outbox, isMailed: false)
    }

    // MARK: Admin action (S0.76)

    static func generationWaits(_ id: Int, _ range: DayRange) -> NewNotice {
        NewNotice(.action, for: .rota, key: "generation-waits/\(id)", words: "A generated rota for \(range.words) waits to be saved or discarded.", path: Paths.generation(id))
    }

    static func leaveRequested(_ id: Int, _ clinician: String, _ range: DayRange) -> NewNotice {
        NewNotice(.action, for: .requests, key: "leave-requested/\(id)", words: "\(clinician) asks for leave, \(range.words).", path: "/leave")
    }

    static func invitationExpired(_ id: Int, _ clinician: String, _ clinicianId: Int) -> NewNotice {
        NewNotice(
            .action, for: .clinicians, key: "invitation-expired/\(id)", words: "The invitation of \(clinician) ran out before it was taken up. Send it again, or leave it.",
            path: Paths.clinician(clinicianId))
    }

    // MARK: Operational (S0.77)

    /// S0.69. Told once an account, when its owner has proved their email address.
    static func signUp(_ account: Account, clinicianId: Int) -> NewNotice {
        NewNotice(
            .operational, for: .clinicians, key: "sign-up/\(account.id)", words: "\(account.name) has signed up and proved their email address.",
            path: Paths.clinician(clinicianId))
    }

    /// S0.69 where mail is off and no address can be proved. One account is told of once, by this or by the notice that follows a proof.
    static func signUpWithoutMail(_ account: Account, clinicianId: Int) -> NewNotice {
        NewNotice(
            .operational, for: .clinicians, key: "sign-up/\(account.id)", words: "\(account.name) has signed up. Mail is off, so their email address is not proved.",
            path: Paths.clinician(clinicianId))
    }

    /// - Parameters:
    ///   - sentences: of the first gaps: "Monday 23 November, morning, Main Surgery has 3 doctors and needs 4".
    ///   - count: of all.
    ///   - key: names the state of the practice in which they were found.
    static func staffing(_ sentences: [String], count: Int, first: Day, key: String) -> NewNotice {
        let more = count > sentences.count ? ", and \(count - sentences.count) more" : ""
        return NewNotice(
            .operational, for: .rota, key: "staffing/\(key)", words: "The published rota has come to lack staff. \(sentences.joined(separator: "; "))\(more).".bounded,
            path: Paths.week(at: first))
    }
}

extension String {
    /// One line of a decent length, whatever a server or a name holds.
    fileprivate var bounded: String {
        let line = unicodeScalars.map { $0.properties.generalCategory == .control ? " " : String($0) }.joined()
        return line.count > 500 ? line.prefix(499) + "…" : line
    }
}
