import Civil
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// What can be done to accounts, each in one transaction with its audit entry. Used by the pages and by the command line.
struct AccountChanges {
    let practice: Practice
    let actor: Actor
    /// Whoever acts: what is above them they can neither give nor change. Nil is the command line, which may all.
    let authority: Account?

    /// Nil when something stands against it, which the form then says.
    /// - Parameter mailsLink: the owner chooses the first password by a link that is mailed to them, and the account has none until then (ASVS 6.4.6); where
    ///   false it is the form's.
    func create(_ form: inout AccountForm, mailsLink: Bool) throws -> Account? {
        let practiceName = try practiceName(), token = try mailsLink ? Token(random: practice.random) : nil
        form.check(practiceName: practiceName, needsPassword: !mailsLink, giving: authority?.givesRoles ?? Role.allCases)
        // Asked again inside the write; asked here so that every problem is shown at once.
        try practice.store.read { db in try form.checkTaken(db) }
        guard form.errors.isEmpty, let given = Role(rawValue: form.role) else { return nil }
        let hash = try mailsLink ? "" : practice.passwords.hash(form.password)
        return try write { db, now in
            try checkAuthority(db)
            try form.checkTaken(db)
            let clinician = try form.chosenClinician(db)
            guard form.errors.isEmpty else { return nil }
            let account = try AccountRepository(db).insert(
                username: form.username, name: form.name, email: form.email, role: given, isLocum: form.isLocum, passwordHash: hash, at: now.iso)
            try AuditLog(db).record("create account", subject(account), by: actor, at: now, after: account.auditFields)
            try link(account, from: nil, to: clinician, db, now)
            if let token {
                try AccountMail(Post(practice: practice, practiceName: practiceName)).sendPasswordLink(account, token, by: actor.name, db)
                try AuditLog(db).record("send password link", subject(account), by: actor, at: now)
            }
            return account
        }
    }

    /// Makes the account one clinician's in place of another's.
    private func link(_ account: Account, from old: Clinician?, to new: Clinician?, _ db: Connection, _ now: Instant) throws {
        guard old?.id != new?.id else { return }
        for (found, id) in [(old, nil), (new, account.id)] {
            guard var clinician = found else { continue }
            clinician.accountId = id
            guard try ClinicianRepository(db, .practice).update(clinician) else { throw PageError.stale("\(clinician.name) was changed by someone else.") }
            let (before, after) = id == nil ? (account.username, nil) : (nil, account.username)
            try AuditLog(db).record(
                "change clinician", AuditSubject("clinician", id: clinician.id, clinician.name), by: actor, at: now, before: ["account": before], after: ["account": after])
        }
    }

    /// Nil when something stands against it, which the form then says. Deactivating ends all logins (ASVS 7.4.2).
    func update(_ id: Int, _ form: inout AccountForm) throws -> Account? {
        let name = try practiceName()
        try practice.store.read { db in
            form.check(practiceName: name, needsPassword: false, giving: rolesFor(try find(id, db)))
            try form.checkTaken(db, except: id)
        }
        guard form.errors.isEmpty, let given = Role(rawValue: form.role) else { return nil }
        return try write { db, now in
            let old = try find(id, db)
            form.checkUnchanged(old)
            try form.checkTaken(db, except: id)
            let account = form.changed(old, role: given)
            if asksProof(old, account) { form.refuse("email", "Change your own email address on your profile, where it is proved first") }
            if let reason = try whatLocksOut(old, account, db) {
                let field = account.active ? "role" : "active"
                form.refuse(field, reason, target: "\(field)-1")
            }
            let linked = try ClinicianRepository(db, .practice).withoutAccount(or: id).first { $0.accountId == id }
            let clinician = form.clinician == form.linked ? linked : try form.chosenClinician(db, besides: id)
            guard form.errors.isEmpty else { return nil }
            if form.clinician != form.linked, form.linked != linked.map({ String($0.id) }) ?? "" {
                throw PageError.stale("Whose account this is was changed by someone else.")
            }
            try link(account, from: linked, to: clinician, db, now)
            guard let changes = AuditFields.changes(from: old.auditFields, to: account.auditFields) else { return account }
            guard try AccountRepository(db).update(account) else { throw PageError.stale("The account was changed by someone else.") }
            if !account.active { try endAccess(of: id, db, now) }
            if account.email.lowercased() != old.email.lowercased() { try tellOfNewEmail(old, account, name, db, now) }
            try AuditLog(db).record("change account", subject(account), by: actor, at: now, before: changes.before, after: changes.after)
            return account
        }
    }

    /// One's own address opens the account by a link to a new password: whoever only finds a browser left open must not change it (ASVS 7.5.1).
    private func asksProof(_ old: Account, _ new: Account) -> Bool {
        authority?.id == old.id && practice.settings.mailTransport != .off && new.email.lowercased() != old.email.lowercased()
    }

    /// The old address hears of it, and what went there opens nothing any more.
    private func tellOfNewEmail(_ old: Account, _ new: Account, _ practiceName: String, _ db: Connection, _ now: Instant) throws {
        for purpose in [AccountLink.Purpose.email, .reset] { try AccountLinkRepository(db).end(purpose, of: new.id, as: .revoked, at: now) }
        let mail = AccountMail(Post(practice: practice, practiceName: practiceName))
        try mail.tell(
            new, "Your email address was changed", "\(actor.name) changed the address of your account: its mail goes to \(new.email) from now on, and no longer here.",
            kind: "email-changed", to: old.email, db)
    }

    /// Sets a first or a new password for somebody else, and signs them out everywhere.
    func setPassword(_ password: String, of id: Int) throws -> Account {
        let hash = try practice.passwords.hash(password)
        return try write { db, now in
            let account = try find(id, db)
            try NewPassword.store(hash, of: account, db, at: now)
            try endAccess(of: id, db, now)
            try AuditLog(db).record("set password", subject(account), by: actor, at: now)
            return account
        }
    }

    /// Signs somebody else out everywhere (ASVS 7.4.5).
    func endLogins(of id: Int) throws -> Account {
        try write { db, now in
            let account = try find(id, db)
            try LoginRepository(db).deleteAll(of: id)
            try SignInStepRepository(db).deleteAll(of: id)
            try AuditLog(db).record("end logins", subject(account), by: actor, at: now)
            return account
        }
    }

    /// Signs somebody out everywhere, and ends what would let them in by another way: a half-done sign-in, a link to choose a password.
    private func endAccess(of id: Int, _ db: Connection, _ now: Instant) throws {
        try LoginRepository(db).deleteAll(of: id)
        try SignInStepRepository(db).deleteAll(of: id)
        try AccountLinkRepository(db).end(.reset, of: id, as: .revoked, at: now)
    }

    /// The account, which must be there and not stand above whoever acts.
    func find(_ id: Int, _ db: Connection) throws -> Account {
        guard let account = try AccountRepository(db).find(id) else { throw PageError.notFound }
        guard let authority else { return account }
        // Asked anew, in the transaction of what is done: somebody may have demoted whoever acts since the request began.
        guard let now = try AccountRepository(db).find(authority.id), now.active, now.mayChange(account) else { throw PageError.forbidden }
        return account
    }

    private func checkAuthority(_ db: Connection) throws {
        guard let authority else { return }
        guard let now = try AccountRepository(db).find(authority.id), now.active, now.givesRoles == authority.givesRoles else { throw PageError.forbidden }
    }

    private func rolesFor(_ account: Account) -> [Role] { authority?.rolesFor(account) ?? Role.allCases }

    /// Why the practice could not do with this change; nil where it can. Asked in the transaction of the change, so that two who demote each other leave one.
    func whatLocksOut(_ old: Account, _ new: Account, _ db: Connection) throws -> String? {
        if old.id == actor.accountId, !new.active { return "You cannot deactivate your own account" }
        let accounts = AccountRepository(db)
        if old.administers, !new.administers, try accounts.others(than: old.id, in: [.admin], having: .users) == 0 {
            return "This is the last administrator who can sign in. Make another first"
        }
        guard old.managesUsers, !new.managesUsers, try accounts.others(than: old.id, in: Account.rolesOfManagers, having: .users) == 0 else { return nil }
        return "This is the last manager who can sign in and manage users. Make another first"
    }

    func write<T: Sendable>(_ body: (Connection, Instant) throws -> T) throws -> T {
        let now = practice.clock.now()
        return try practice.store.write { db in try body(db, now) }
    }

    func subject(_ account: Account) -> AuditSubject { AuditSubject("account", id: account.id, account.username) }

    private func practiceName() throws -> String { try practice.store.read { db in try PracticeRepository(db).find()?.name } ?? "" }
}

extension Account {
    var auditFields: AuditFields {
        [
            "username": username, "name": name, "email": email, "role": role.label, "locum resource": isLocum ? "Yes" : "No", "active": active ? "Yes" : "No",
            "given": departures(true), "taken": departures(false),
        ]
    }

    private func departures(_ given: Bool) -> String? {
        let found = Permission.allCases.filter { departures[$0] == given }
        return found.isEmpty ? nil : found.map(\.label).joined(separator: ", ")
    }

    /// The roles among which one who may always manage users must remain: whoever is below them can't put a manager back.
    fileprivate static let rolesOfManagers = Role.allCases.filter { $0.permissions.contains(.users) }
    fileprivate var administers: Bool { active && role == .admin && may(.users) }
    fileprivate var managesUsers: Bool { active && Account.rolesOfManagers.contains(role) && may(.users) }

    /// The roles that another account may be left with: those that this one gives, and the one it has.
    func rolesFor(_ account: Account) -> [Role] {
        let given = givesRoles
        return Role.allCases.filter { given.contains($0) || $0 == account.role }
    }
}
