import Civil
import RotaDomain
import RotaStore
import Secrets
import SQLite

/// What set-up writes, each step in one transaction. The practice may have been imported before, so each step changes only what was answered differently.
struct PracticeSetUp {
    private let practice: Practice

    init(_ practice: Practice) { self.practice = practice }

    func save(name: String, nation: Nation, by actor: Actor) throws {
        let now = practice.clock.now()
        try practice.store.write { db in
            let subject = AuditSubject("practice", id: 1, name)
            guard let old = try PracticeRepository(db).find() else {
                try PracticeBeginning.begin(db, PracticeRecord(name: name, nation: nation))
                try AuditLog(db).record("set up practice", subject, by: actor, at: now, after: ["name": name, "nation": nation.label])
                return
            }
            try ClinicianGroupRepository(db, .practice).addWellKnown()
            var record = old
            record.name = name
            record.nation = nation
            guard let changes = AuditFields.changes(from: old.auditFields, to: record.auditFields) else { return }
            try PracticeRepository(db).save(record)
            if old.nation != nation { try ClosureRepository(db).replaceBankHolidays(of: nation) }
            try AuditLog(db).record("change practice", subject, by: actor, at: now, before: changes.before, after: changes.after)
        }
    }

    /// False when the form was refused: a location that something names can be renamed, not left out.
    func save(locations form: inout SetupLocationsForm, by actor: Actor) throws -> Bool {
        let now = practice.clock.now()
        return try practice.store.write { db in
            let old = try LocationRepository(db).all()
            guard try SetupLocations(db, old).save(&form) else { return false }
            try PracticeRepository(db).setOpening(form.opening.parts)
            try CoverRepository(db).matchOpening()
            let words = try LocationRepository(db).all().map(\.name).joined(separator: ", ")
            try AuditLog(db).record(
                "set up locations", AuditSubject("practice", id: 1, words), by: actor, at: now,
                before: old.isEmpty ? nil : ["locations": old.map(\.name).joined(separator: ", ")], after: ["locations": words])
            return true
        }
    }

    /// Nil when somebody else was first: the link works once.
    func createFirstManager(_ form: AccountForm, by actor: Actor) throws -> Account? {
        let hash = try practice.passwords.hash(form.password)
        let now = practice.clock.now()
        return try practice.store.write { db in
            let accounts = AccountRepository(db)
            guard try accounts.count() == 0 else { return nil }
            let account = try accounts.insert(
                username: form.username, name: form.name, email: form.email, role: .admin, passwordHash: hash, at: now.iso)
            try SetupLinkRepository(db).deleteAll()
            try AuditLog(db).record(
                "create account", AuditSubject("account", id: account.id, account.username), by: actor, at: now,
                after: ["name": account.name, "email": account.email, "role": account.role.label])
            return account
        }
    }
}
