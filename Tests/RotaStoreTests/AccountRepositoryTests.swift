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
}
