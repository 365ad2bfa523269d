import HTTP
import RotaDomain
import RotaStore

/// The current password, asked again before what somebody at a browser left open must not do (ASVS 6.2.3, 7.5.1). Tries are slowed down as sign-ins are.
/// Its routes are costly.
enum CurrentPassword {
    /// Adds what is wrong with the field `current`.
    /// - Returns: the status to answer with when something is.
    static func check(_ context: SignedIn, _ errors: inout FieldErrors) throws -> Status {
        let typed = context.form["current"] ?? ""
        guard !typed.isEmpty else {
            errors.add("current", "Enter your current password")
            return .unprocessableContent
        }
        let failures = SignInFailures(subjects: [.password(of: context.account)])
        let pause = try context.store.write { db in try failures.begin(db, at: context.now) }
        if pause > 0 {
            errors.add("current", SignInFailures.tooManyTries(pause))
            return .tooManyRequests
        }
        let stored = try context.store.read { db in try AccountRepository(db).passwordHash(of: context.account.id) }
        guard try context.practice.passwords.verify(typed, against: stored) else {
            errors.add("current", "The current password is not right")
            return .unprocessableContent
        }
        try context.store.write { db in try failures.clear(db, at: context.now) }
        return .unprocessableContent
    }

    static func field(_ errors: FieldErrors) -> TextField {
        TextField(
            id: "current", label: "Current password", value: "", error: errors["current"], width: "input--20", type: "password", autocomplete: "current-password")
    }
}
