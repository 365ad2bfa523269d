import Civil
import RotaDomain
import SQLite
import TestSupport
import XCTest

@testable import RotaStore

/// What the store keeps of invitations (S0.62, S0.63, S3.14).
final class InvitationRepositoryTests: XCTestCase {
    private let now = Instant(iso: "2026-11-23T08:30:00Z") ?? Instant(seconds: 0)
    private func hash(_ byte: UInt8) -> [UInt8] { Array(repeating: byte, count: 32) }

    private func store() throws -> TemporaryStore {
        let temporary = try TemporaryStore()
        try temporary.store.write { db in
            for name in ["Dr Ada Reed", "Dr Bo Lind"] { _ = try ClinicianRepository(db, .practice).insert(name: name, active: true, accountId: nil) }
        }
        return temporary
    }

    private func account(_ role: Role) -> Account { Account(id: 1, username: "a", name: "A", email: "a@example.org", role: role, active: true) }

    func testInsert_refusesASecondPendingOne_alsoPastItsTime() throws {
        let temporary = try store()
        try temporary.store.write { db in
            let invitations = InvitationRepository(db, .practice)
            _ = try invitations.insert(clinicianId: 1, email: "ada@example.org", tokenHash: hash(1), by: "Ann", at: now)
            XCTAssertThrowsError(try invitations.insert(clinicianId: 1, email: "ada@example.org", tokenHash: hash(2), by: "Ann", at: now + 30 * 86_400))
            XCTAssertThrowsError(try invitations.insert(clinicianId: 2, email: "bo@example.org", tokenHash: hash(1), by: "Ann", at: now), "the same token twice")
        }
    }

    func testEnd_worksOnce() throws {
        let temporary = try store()
        try temporary.store.write { db in
            let invitations = InvitationRepository(db, .practice)
            let id = try invitations.insert(clinicianId: 1, email: "ada@example.org", tokenHash: hash(1), by: "Ann", at: now).id
            XCTAssertTrue(try invitations.end(id, as: .revoked, at: now + 60))
            XCTAssertFalse(try invitations.end(id, as: .accepted, at: now + 61))
            let kept = try XCTUnwrap(invitations.find(tokenHash: hash(1)))
            XCTAssertEqual([kept.ended], [.revoked])
            XCTAssertEqual(kept.endedAt, now + 60)
            XCTAssertNil(try invitations.open(of: 1))
        }
    }

    func testState_isWhatItWasWhenItEnded() {
        func state(_ ended: Invitation.Ended?, after seconds: Int) -> Invitation.State {
            Invitation(
                id: 1, clinicianId: 1, email: "a@example.org", createdAt: now, createdBy: "Ann", expiresAt: now + 100, ended: ended, endedAt: ended.map { _ in now + seconds }
            ).state(at: now + seconds)
        }
        XCTAssertEqual([state(nil, after: 99), state(nil, after: 100)], [.pending, .expired])
        XCTAssertEqual([state(.replaced, after: 99), state(.replaced, after: 100)], [.replaced, .expired])
        XCTAssertEqual([state(.revoked, after: 99), state(.revoked, after: 100)], [.revoked, .expired])
        XCTAssertEqual(state(.accepted, after: 99), .accepted)
    }

    func testInvitations_areForThoseWhoRunThePractice() throws {
        let temporary = try store()
        try temporary.store.write { db in _ = try InvitationRepository(db, .practice).insert(clinicianId: 1, email: "ada@example.org", tokenHash: hash(1), by: "Ann", at: now) }
        try temporary.store.read { db in
            for (role, seen) in [(Role.clinicAdmin, 1), (.clinician, 0)] {
                let invitations = InvitationRepository(db, .of(account(role)))
                XCTAssertEqual(try invitations.all(of: 1).count, seen, "\(role)")
                XCTAssertEqual(try invitations.find(1) == nil, seen == 0, "\(role)")
                XCTAssertEqual(try invitations.find(tokenHash: hash(1)) == nil, seen == 0, "\(role)")
                XCTAssertEqual(try invitations.open(of: 1) == nil, seen == 0, "\(role)")
                XCTAssertEqual(try invitations.otherInvited(at: "ADA@example.org", than: 2, now: now) == nil, seen == 0, "\(role)")
            }
        }
    }

    func testJoin_keepsWhatIsThere_andLeavesOutGroupsThatAreGone() throws {
        let temporary = try store()
        try temporary.store.write { db in
            for name in ["North", "South", "West"] { try db.run("INSERT INTO practitioner_groups (name) VALUES (:name)", ["name": name]) }
            try db.run("INSERT INTO practitioner_group_members (group_id, clinician_id) VALUES (1, 1)")
            let groups = InvitationGroups(db)
            let id = try InvitationRepository(db, .practice).insert(clinicianId: 1, email: "ada@example.org", tokenHash: hash(1), by: "Ann", at: now).id
            try groups.choose([1, 2, 3], in: id)
            try db.run("DELETE FROM practitioner_groups WHERE id = 3")
            XCTAssertEqual(try groups.chosen(in: id).map(\.name), ["North", "South"])
            try groups.join(1, by: id)
            XCTAssertEqual(try db.all("SELECT group_id FROM practitioner_group_members WHERE clinician_id = 1 ORDER BY group_id") { $0.int(0) }, [1, 2])
        }
    }
}
