import Civil
import RotaDomain
import RotaStore
import TestSupport
import XCTest

final class AccountRepositoryTests: XCTestCase {
    func testFind_ignoresLetterCaseOfUsernameAndEmail() throws {
        let temporary = try TemporaryStore()
        try temporary.store.write { db in
            let accounts = AccountRepository(db)
            let made = try accounts.insert(
                username: "Priya", name: "Priya Shah", email: "Priya@Example.com", role: .manager, passwordHash: "-", at: "2026-11-23T08:00:00Z")
            XCTAssertEqual(try accounts.find(signingInAs: "PRIYA"), made)
            XCTAssertEqual(try accounts.find(signingInAs: "priya@example.COM"), made)
            XCTAssertNil(try accounts.find(signingInAs: "priya@example.org"))
        }
    }

    /// Issue 5.6: what an account has beside its role is kept with it, and one query reads it all.
    func testUpdate_keepsDeparturesLocumAndVerification() throws {
        let temporary = try TemporaryStore()
        try temporary.store.write { db in
            let accounts = AccountRepository(db)
            var made = try accounts.insert(username: "lee", name: "Lee", email: "lee@example.com", role: .clinicAdmin, isLocum: true, passwordHash: "-", at: "2026-11-23T08:00:00Z")
            XCTAssertEqual(try accounts.find(made.id), made)
            made.permissions = [.audit, .rota]
            made.emailVerifiedAt = Instant(iso: "2026-11-23T09:00:00Z")
            made.isLocum = false
            XCTAssertTrue(try accounts.update(made))
            let read = try XCTUnwrap(try accounts.find(made.id))
            XCTAssertEqual(read.departures, [.audit: true, .clinicians: false, .groups: false, .requests: false, .sessions: false, .locums: false])
            XCTAssertEqual([read.isLocum, read.emailVerifiedAt == made.emailVerifiedAt], [false, true])
            XCTAssertEqual([try accounts.all(), [try XCTUnwrap(try accounts.find(signingInAs: "lee"))], try AccountList(db).all().map(\.account)], [[read], [read], [read]])
            XCTAssertEqual(try ClinicianRepository(db, .practice).linkableAccounts(for: nil), [read])
            XCTAssertFalse(try accounts.update(made), "changed since")
            var back = read
            back.permissions = Role.clinicAdmin.permissions
            XCTAssertTrue(try accounts.update(back))
            XCTAssertEqual(try accounts.find(made.id)?.departures, [:])
        }
    }

    func testOthers_countsOnlyActiveOnesWhoKeptThePermission() throws {
        let temporary = try TemporaryStore()
        try temporary.store.write { db in
            let accounts = AccountRepository(db)
            func make(_ name: String, _ role: Role, active: Bool = true, without permission: Permission? = nil) throws {
                var account = try accounts.insert(username: name, name: name, email: "\(name)@example.com", role: role, passwordHash: "-", at: "2026-11-23T08:00:00Z")
                account.active = active
                if let permission { account.permissions.remove(permission) }
                _ = try accounts.update(account)
            }
            try make("one", .manager)
            try make("gone", .manager, active: false)
            try make("stripped", .manager, without: .users)
            try make("below", .clinicAdmin)
            XCTAssertEqual(try accounts.others(than: 1, in: [.manager, .admin], having: .users), 0)
            try make("other", .admin, without: .audit)
            XCTAssertEqual(try accounts.others(than: 1, in: [.manager, .admin], having: .users), 1)
            XCTAssertEqual(try accounts.others(than: 1, in: [.admin], having: .audit), 0)
        }
    }
}
