import Civil
import HTTP
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// What somebody can do to their own two-step verification, each with its audit entry and a mail to them.
struct TwoStepChanges {
    /// For how long after the password was shown the secret is, in seconds.
    private static let patience = 900

    private let context: SignedIn
    private var account: Account { context.account }

    init(_ context: SignedIn) { self.context = context }

    /// The secret that waits for its first code. Only the browser that showed the password sees it: whoever holds another, perhaps by a stolen cookie, could
    /// else copy the second step before it begins.
    func pending() throws -> TwoStepSecret? { try context.store.read { db in try pending(db) } }

    private func pending(_ db: Connection) throws -> TwoStepSecret? {
        guard let secret = try TwoStepRepository(db).secret(of: account.id), secret.confirmedAt == nil, secret.loginId == context.login.id,
            context.now - secret.createdAt < TwoStepChanges.patience
        else { return nil }
        return secret
    }

    /// Nil when the code is wrong, which the errors then say, or when nothing waits for one. Every other browser is signed out: it had shown a password only.
    func turnOn(_ typed: String, _ errors: inout FieldErrors) throws -> (RecoveryCodes?, Status) {
        let codes = try RecoveryCodes(random: context.practice.random), now = context.now
        var found = errors, status = Status.unprocessableContent
        let isOn = try context.store.write { db -> Bool in
            guard let secret = try pending(db) else { return false }
            let failures = SignInFailures(
                subjects: SignInFailures.Subject.code(
                    of: account, from: context.request.remoteAddress, in: try KnownBrowser(practice: context.practice, request: context.request).mark(of: account, db)))
            let pause = try failures.begin(db, at: now)
            guard pause == 0 else {
                (found, status) = (FieldErrors.code(SignInFailures.tooManyTries(pause)), .tooManyRequests)
                return false
            }
            guard let code = TypedCode.figures(typed), let step = try TimedCode.matchingStep(code, secret: secret.bytes, at: now.seconds, after: 0),
                try TwoStepRepository(db).confirm(account.id, step: step, at: now)
            else {
                found = .code(typed.trimmingSpaces.isEmpty ? "Enter the code from your app" : "That code is not right. Enter the one that your app shows now, and check the phone’s clock if it goes on")
                return false
            }
            try failures.clear(db, at: now)
            try TwoStepRepository(db).setRecoveryCodes(codes.hashes, of: account.id)
            try LoginRepository(db).deleteAll(of: account.id, except: context.login.id)
            try record("turn on two-step verification", "Two-step verification is on", "two-step verification of your account was turned on. Every other browser is signed out.", db)
            return true
        }
        errors = found
        return (isOn ? codes : nil, status)
    }

    /// Nil when two-step verification is off.
    func renewCodes() throws -> RecoveryCodes? {
        let codes = try RecoveryCodes(random: context.practice.random)
        return try context.store.write { db in
            guard try TwoStepRepository(db).isOn(account.id) else { return nil }
            try TwoStepRepository(db).setRecoveryCodes(codes.hashes, of: account.id)
            try record("make recovery codes", "New recovery codes were made", "new recovery codes were made for your account. The older ones no longer work.", db)
            return codes
        }
    }

    /// The status to answer with where the errors say what is wrong.
    func turnOff(_ typed: String, _ errors: inout FieldErrors) throws -> Status {
        let now = context.now
        guard !typed.trimmingSpaces.isEmpty else {
            errors = .code("Enter the code from your app, or a recovery code")
            return .unprocessableContent
        }
        var found = errors, status = Status.unprocessableContent
        try context.store.write { db in
            let repository = TwoStepRepository(db)
            guard try repository.isOn(account.id) else { return }
            let failures = SignInFailures(
                subjects: SignInFailures.Subject.code(
                    of: account, from: context.request.remoteAddress, in: try KnownBrowser(practice: context.practice, request: context.request).mark(of: account, db)))
            let pause = try failures.begin(db, at: now)
            guard pause == 0 else { return (found, status) = (.code(SignInFailures.tooManyTries(pause)), .tooManyRequests) }
            let proof = TwoStepProof(post: context.post, account: account)
            let isRight = try TypedCode.figures(typed).map { try proof.take(code: $0, db, at: now) } ?? proof.take(recoveryCode: typed, db, at: now)
            guard isRight else { return found = .code("That code is not right, or was used already") }
            try failures.clear(db, at: now)
            _ = try repository.end(account.id)
            try record("turn off two-step verification", "Two-step verification is off", "two-step verification of your account was turned off.", db)
        }
        errors = found
        return status
    }

    private func record(_ action: String, _ subject: String, _ fact: String, _ db: Connection) throws {
        try AuditLog(db).record(action, AuditSubject("account", id: account.id, account.username), by: context.actor, at: context.now)
        try AccountMail(context.post).tell(account, subject, fact, kind: "two-step", db)
    }
}

extension FieldErrors {
    fileprivate static func code(_ message: String) -> FieldErrors {
        var errors = FieldErrors()
        errors.add("code", message)
        return errors
    }
}
