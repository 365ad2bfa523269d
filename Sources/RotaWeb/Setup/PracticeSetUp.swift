import Civil
import RotaDomain
import RotaStore
import Secrets
import SQLite

/// What set-up writes, each step in one transaction.
struct PracticeSetUp {
    private let practice: Practice

    init(_ practice: Practice) { self.practice = practice }

    func save(name: String, nation: Nation, by actor: Actor) throws {
        let now = practice.clock.now()
        try practice.store.write { db in
            let practices = PracticeRepository(db)
            var record = try practices.find() ?? PracticeRecord(name: name, nation: nation)
            record.name = name
            record.nation = nation
            try practices.save(record)
            try ClinicianGroupRepository(db, .practice).addWellKnown()
            try ClosureRepository(db).replaceBankHolidays(of: nation)
            try AuditLog(db).record("set up practice", AuditSubject("practice", id: 1, name), by: actor, at: now, after: ["name": name, "nation": nation.label])
        }
    }

    func save(locations form: SetupLocationsForm, by actor: Actor) throws {
        let now = practice.clock.now()
        try practice.store.write { db in
            let locations = LocationRepository(db)
            for location in try locations.all() where !form.names.contains(location.name) { try locations.delete(location.id) }
            let known = Set(try locations.all().map(\.name))
            for name in form.names where !known.contains(name) { _ = try locations.insert(name: name) }
            let practices = PracticeRepository(db)
            try practices.setOpening(form.opening.parts)
            try practices.completeCover()
            try AuditLog(db).record(
                "set up locations", AuditSubject("practice", id: 1, form.names.joined(separator: ", ")), by: actor, at: now,
                after: ["locations": form.names.joined(separator: ", ")])
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
