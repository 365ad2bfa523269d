import Dispatch
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// Giving and taking single permissions, and never more than one has (issue 5.6; ASVS 8.2.1, 8.2.3).
final class AccountPermissionsTests: XCTestCase {
    private func submit(_ app: TestApp, by browser: TestBrowser? = nil, _ id: Int, ticking permissions: [Permission]) throws -> TestResponse {
        let browser = browser ?? app.browser, path = "/accounts/\(id)/permissions"
        let page = try browser.get(path)
        XCTAssertEqual(page.status, .ok)
        return try browser.post(path, pairs: page.formFields(path).filter { $0.0 != "permissions" } + permissions.map { ("permissions", $0.rawValue) })
    }

    func testUpdate_givesAndTakes_andTellsTheAuditLog() throws {
        let app = try TestApp.managed()
        let other = try app.makeAccount(role: .clinicAdmin, name: "Sunita Rao")
        let page = try app.get("/accounts/\(other.id)/permissions")
        XCTAssertEqual(Set(page.ticked("permissions")), Set(Role.clinicAdmin.permissions.map(\.rawValue)))
        XCTAssertTrue(page.contains("Clinic admin: yes"))
        XCTAssertEqual(try submit(app, other.id, ticking: [.clinicians, .groups, .rota, .requests, .sessions, .audit]).location, "/accounts/\(other.id)")
        XCTAssertEqual(try app.account("clinic-admin")?.departures, [.audit: true, .locums: false])
        let entry = try XCTUnwrap(try app.auditLog().first)
        XCTAssertEqual([entry.action, entry.subject], ["change permissions", "clinic-admin"])
        XCTAssertEqual(entry.before, #"{"given":null,"taken":null}"#)
        XCTAssertEqual(entry.after, #"{"given":"See the audit log","taken":"Manage locums & assignments"}"#)
        let again = try app.get("/accounts/\(other.id)/permissions")
        XCTAssertTrue(again.contains("Clinic admin: no, given to this user"))
        XCTAssertTrue(again.contains("Clinic admin: yes, taken from this user"))
        XCTAssertTrue(try app.get("/accounts").contains("2 permissions differ"))
    }

    func testShow_saysWhatIsAllowedAndWhereItComesFrom() throws {
        let app = try TestApp.managed()
        let other = try app.makeAccount(role: .clinicAdmin, name: "Sunita Rao", permissions: [.rota, .audit])
        let page = try app.get("/accounts/\(other.id)")
        let rows = page.between("<caption class=\"vh\" id=\"effective\">", "</table>").components(separatedBy: "<tr role=\"row\">").dropFirst(2).map { row in
            TestPage.unescaped(row.replacing(#/<[^>]*>/#, with: "|")).split(separator: "|").map(String.init).prefix(3).joined(separator: ", ")
        }
        XCTAssertEqual(
            rows,
            [
                "Manage users, No, Not in the role", "Manage clinicians and working terms, No, Taken from this user", "Manage groups, No, Taken from this user",
                "Generate and publish the rota, Yes, From the role", "Approve leave and swaps, No, Taken from this user", "Manage sessions, No, Taken from this user",
                "Manage locums & assignments, No, Taken from this user", "See the audit log, Yes, Given to this user", "Manage onboarding, No, Not in the role",
                "Manage the practice’s settings, No, Not in the role",
            ])
        XCTAssertTrue(page.contains("May do 2 of these 10 things"))
        for permission in Permission.allCases { XCTAssertTrue(page.contains(permission.allows), permission.rawValue) }
    }

    func testReset_goesBackToTheRole() throws {
        let app = try TestApp.managed()
        let other = try app.makeAccount(role: .clinician, permissions: [.rota])
        let path = "/accounts/\(other.id)/permissions"
        XCTAssertEqual(try app.browser.submit(try app.get(path), form: path, changing: ["reset": "yes"]).status, .seeOther)
        XCTAssertEqual(try app.account("clinician")?.departures, [:])
        XCTAssertFalse(try app.get(path).hasControl("reset"), "nothing departs any more")
    }

    func testUpdate_nobodyGivesWhatTheyLack() throws {
        let app = try TestApp()
        try app.makeAccount(role: .manager, permissions: Role.manager.permissions.subtracting([.audit]))
        try app.browser.signIn(as: .manager)
        let other = try app.makeAccount(role: .clinician)
        let page = try app.get("/accounts/\(other.id)/permissions")
        XCTAssertTrue(page.contains("Not listed: See the audit log."))
        let refused = try submit(app, other.id, ticking: [.audit, .rota])
        XCTAssertEqual(refused.errors, ["You can give only what you may do yourself, which leaves out: See the audit log"])
        XCTAssertEqual(try app.account("clinician")?.permissions, [])
        XCTAssertEqual(try submit(app, other.id, ticking: [.rota]).status, .seeOther)
    }

    func testUpdate_nobodyGivesARoleWithWhatTheyLack() throws {
        let app = try TestApp()
        try app.makeAccount(role: .manager, permissions: Role.manager.permissions.subtracting([.rota]))
        try app.browser.signIn(as: .manager)
        let other = try app.makeAccount(role: .clinician)
        let page = try app.get("/accounts/\(other.id)/edit")
        let refused = try app.browser.submit(page, form: "/accounts/\(other.id)", changing: ["role": "clinic-admin"])
        XCTAssertEqual(refused.errors, ["Choose a role"])
        let made = try app.post("/accounts", ["name": "A", "email": "a@example.com", "username": "a", "role": "manager", "password": "window kettle 47 harbour"])
        XCTAssertEqual(made.errors, ["Choose a role"])
    }

    func testUpdate_whoMayMoreIsNotChanged() throws {
        let app = try TestApp()
        try app.makeAccount(role: .manager, permissions: Role.manager.permissions.subtracting([.audit]))
        try app.browser.signIn(as: .manager)
        let above = try app.makeAccount(role: .clinician, permissions: [.audit])
        for path in ["/edit", "/permissions", "/password", "/logins"] { XCTAssertEqual(try app.get("/accounts/\(above.id)\(path)").status, .forbidden, path) }
        for path in ["", "/permissions", "/password", "/logins/end", "/two-step/reset", "/reset-link"] { XCTAssertEqual(try app.post("/accounts/\(above.id)\(path)").status, .forbidden, path) }
        let page = try app.get("/accounts/\(above.id)")
        XCTAssertTrue(page.contains("Only somebody in the same role or above"), "they may be looked at")
        XCTAssertFalse(page.contains("/accounts/\(above.id)/edit"))
        XCTAssertEqual(try app.account("clinician"), above)
    }

    func testUpdate_ofOneself_givesNothingAndKeepsUsers() throws {
        let app = try TestApp()
        try app.makeAccount(role: .admin)
        let me = try app.signIn(as: .manager)
        XCTAssertEqual(try submit(app, me.id, ticking: [.rota]).errors, ["You cannot take “Manage users” from yourself. Ask somebody else who has it"])
        XCTAssertEqual(try submit(app, me.id, ticking: [.users, .rota]).status, .seeOther)
        XCTAssertEqual(try submit(app, me.id, ticking: [.users, .rota, .audit]).errors, ["You can give only what you may do yourself, which leaves out: See the audit log"])
        XCTAssertEqual(try app.account("manager")?.permissions, [.users, .rota])
    }

    func testUpdate_keepsTheLastWhoMayManageUsers() throws {
        let app = try TestApp()
        let manager = try app.makeAccount(role: .manager)
        try app.makeAccount(role: .clinicAdmin, username: "helper", permissions: Set(Permission.allCases))
        XCTAssertEqual(try app.browser.signIn("helper").status, .seeOther)
        XCTAssertEqual(try app.get("/accounts/\(manager.id)/permissions").status, .forbidden, "a manager stands above, whatever was given")
        let admin = try app.makeAccount(role: .admin, username: "boss")
        let browser = TestBrowser(app)
        XCTAssertEqual(try browser.signIn("boss").status, .seeOther)
        XCTAssertEqual(try submit(app, by: browser, manager.id, ticking: [.rota]).status, .seeOther, "an administrator is left")
        try app.store.write { db in _ = try db.run("UPDATE accounts SET active = 0 WHERE id = :id", ["id": admin.id]) }
        let changes = AccountChanges(practice: app.practice, actor: .commandLine, authority: nil)
        var form = AccountPermissionsForm(try XCTUnwrap(try app.account("manager")))
        try app.store.write { db in _ = try db.run("DELETE FROM account_permissions WHERE account_id = :id", ["id": manager.id]) }
        form = AccountPermissionsForm(FormBody(fields: FormFields(["revision": form.revision])), role: .manager)
        XCTAssertNil(try changes.setPermissions(of: manager.id, &form))
        XCTAssertEqual(form.errors.items.map(\.message), ["This is the last manager who can sign in and manage users. Make another first"])
    }

    func testUpdate_refusesAStaleForm() throws {
        let app = try TestApp.managed()
        let other = try app.makeAccount(role: .clinician)
        let path = "/accounts/\(other.id)/permissions"
        let (one, two) = (try app.get(path), try app.get(path))
        XCTAssertEqual(try app.submit(one, form: path, ticking: ["rota"], of: "permissions").status, .seeOther)
        let refused = try app.submit(two, form: path, ticking: ["audit"], of: "permissions")
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertTrue(refused.contains("It stands now as: Generate and publish the rota."), refused.words)
        XCTAssertEqual(refused.ticked("permissions"), ["audit"])
        XCTAssertEqual(try app.account("clinician")?.permissions, [.rota])
        XCTAssertEqual(try app.submit(refused, form: path, ticking: ["audit"], of: "permissions").status, .seeOther, "now it was seen")
    }

    /// A role's change takes back what was given, so that nobody is demoted in name only.
    func testRole_changed_bringsItsOwnPermissions() throws {
        let app = try TestApp.managed()
        let other = try app.makeAccount(role: .clinicAdmin, permissions: Role.clinicAdmin.permissions.union([.users]))
        let page = try app.get("/accounts/\(other.id)/edit")
        XCTAssertTrue(page.contains("Another role takes away what was given"))
        XCTAssertEqual(try app.browser.submit(page, form: "/accounts/\(other.id)", changing: ["name": "Still An Admin"]).status, .seeOther)
        XCTAssertEqual(try app.account("clinic-admin")?.may(.users), true, "the role stayed, and what was given with it")
        let now = try app.get("/accounts/\(other.id)/edit")
        XCTAssertEqual(try app.browser.submit(now, form: "/accounts/\(other.id)", changing: ["role": "clinician"]).status, .seeOther)
        XCTAssertEqual(try app.account("clinic-admin")?.permissions, [])
        XCTAssertEqual(try app.auditLog().first?.before, #"{"role":"Clinic admin","given":"Manage users"}"#)
    }

    /// Two managers who demote each other at the same moment leave one.
    func testUpdate_atOnce_leavesOneManager() throws {
        for _ in 0..<8 {
            let app = try TestApp()
            let accounts = [try app.makeAccount(role: .manager, username: "one"), try app.makeAccount(role: .manager, username: "two")]
            let requests = try accounts.indices.map { index in
                let browser = TestBrowser(app), other = accounts[1 - index]
                XCTAssertEqual(try browser.signIn(accounts[index].username).status, .seeOther)
                return try browser.request(.post, "/accounts/\(other.id)", ["name": "Demoted", "email": other.email, "username": other.username, "role": "clinician", "active": "yes", "revision": "\(other.revision)"])
            }
            let program = app.app
            let answers = Answers(count: requests.count)
            DispatchQueue.concurrentPerform(iterations: requests.count) { answers.set($0, program.respond(to: requests[$0]).status) }
            let left = try app.store.read { db in try AccountRepository(db).all() }.filter { $0.active && $0.may(.users) }
            XCTAssertEqual(left.count, 1)
            XCTAssertEqual(answers.all.count { $0 == .seeOther }, 1, "\(answers.all)")
            XCTAssertTrue(answers.all.contains(.forbidden) || answers.all.contains(.unprocessableContent), "\(answers.all)")
        }
    }

    /// Whoever was demoted since their request began does nothing more (ASVS 15.4.2).
    func testUpdate_looksAgainAtWhoActs() throws {
        let app = try TestApp()
        let acting = try app.makeAccount(role: .manager, username: "acting")
        try app.makeAccount(role: .manager)
        let other = try app.makeAccount(role: .clinician)
        let changes = AccountChanges(practice: app.practice, actor: Actor(accountId: acting.id, name: acting.name), authority: acting)
        try app.store.write { db in _ = try db.run("UPDATE accounts SET role = 'clinician' WHERE id = :id", ["id": acting.id]) }
        XCTAssertThrowsError(try changes.setPassword("window kettle 47 harbour", of: other.id)) { XCTAssertEqual($0 as? PageError, .forbidden) }
        var form = AccountForm(username: "new", name: "New", email: "new@example.com", role: "manager", password: "window kettle 47 harbour")
        XCTAssertThrowsError(try changes.create(&form, mailsLink: false)) { XCTAssertEqual($0 as? PageError, .forbidden) }
        XCTAssertNil(try app.account("new"))
    }

    private final class Answers: @unchecked Sendable {
        private let lock = DispatchQueue(label: "answers")
        private var statuses: [Status?]

        init(count: Int) { statuses = Array(repeating: nil, count: count) }

        func set(_ index: Int, _ status: Status) { lock.sync { statuses[index] = status } }
        var all: [Status] { lock.sync { statuses.compactMap { $0 } } }
    }
}
