import RotaDomain
import XCTest

/// Who may what, and who stands above whom (issue 5.6, S2.2 to S2.4).
final class AccountTests: XCTestCase {
    private func account(_ role: Role, _ permissions: Set<Permission>? = nil) -> Account {
        var account = Account(id: 1, username: "a", name: "A", email: "a@example.com", role: role, active: true)
        if let permissions { account.permissions = permissions }
        return account
    }

    func testRoles_giveWhatTheIssueSays() {
        XCTAssertEqual(Role.admin.permissions, Set(Permission.allCases))
        XCTAssertEqual(Role.manager.permissions, Set(Permission.allCases))
        XCTAssertEqual(Role.clinicAdmin.permissions, [.clinicians, .groups, .rota, .requests, .sessions, .locums])
        XCTAssertEqual(Role.clinician.permissions, [])
    }

    func testPermissions_areTheRolesWithWhatWasGivenAndWithoutWhatWasTaken() {
        let account = account(.clinicAdmin, [.clinicians, .groups, .rota, .requests, .sessions, .audit])
        XCTAssertEqual(account.departures, [.audit: true, .locums: false])
        XCTAssertTrue(account.may(.audit))
        XCTAssertFalse(account.may(.locums))
        XCTAssertTrue(account.may(.rota))
        XCTAssertEqual(account.permissions, [.clinicians, .groups, .rota, .requests, .sessions, .audit])
    }

    func testPermissions_setToTheRolesOwn_departInNothing() {
        var account = account(.clinician, [.rota])
        account.permissions = []
        XCTAssertEqual(account.departures, [:])
    }

    func testMayChange_nobodyAbove() {
        let table: [(Account, Account, Bool)] = [
            (account(.admin), account(.admin), true), (account(.admin), account(.manager), true), (account(.manager), account(.admin), false),
            (account(.manager), account(.manager), true), (account(.manager), account(.clinicAdmin), true), (account(.manager), account(.clinician), true),
            (account(.clinicAdmin), account(.clinician), false),
            (account(.clinicAdmin, Role.clinicAdmin.permissions.union([.users])), account(.clinicAdmin), true),
            (account(.clinicAdmin, Role.clinicAdmin.permissions.union([.users])), account(.manager), false),
            (account(.clinicAdmin, Role.clinicAdmin.permissions.union([.users])), account(.clinician, [.audit]), false),
            (account(.clinician, [.users]), account(.clinician), true), (account(.clinician, [.users]), account(.clinicAdmin), false),
            (account(.manager, Role.manager.permissions.subtracting([.audit])), account(.manager), false),
            (account(.manager, Role.manager.permissions.subtracting([.users])), account(.clinician), false),
        ]
        for (one, other, may) in table { XCTAssertEqual(one.mayChange(other), may, "\(one.role) \(one.departures), \(other.role) \(other.departures)") }
    }

    func testGivesRoles_noneWithAPermissionThatOneLacks() {
        XCTAssertEqual(account(.admin).givesRoles, Role.allCases)
        XCTAssertEqual(account(.manager).givesRoles, [.manager, .clinicAdmin, .clinician])
        XCTAssertEqual(account(.manager, Role.manager.permissions.subtracting([.rota])).givesRoles, [.clinician])
        XCTAssertEqual(account(.clinicAdmin).givesRoles, [])
        XCTAssertEqual(account(.clinician, [.users]).givesRoles, [.clinician])
    }

    func testVisibility_opensNothingMoreToAClinician() {
        let clinician = Visibility.of(account(.clinician))
        XCTAssertEqual([clinician.seesDrafts, clinician.seesEverybody], [false, false])
        for permission in Permission.allCases {
            let visibility = Visibility.of(account(.clinician, [permission]))
            XCTAssertEqual(visibility.seesDrafts, [.clinicians, .rota, .requests].contains(permission), permission.rawValue)
            XCTAssertEqual(visibility.seesEverybody, permission != .audit, permission.rawValue)
        }
    }
}
