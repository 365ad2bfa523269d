import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// Issue 2, item 10: who can sign in.
final class AccountsTests: XCTestCase {
    private func appWithManager() throws -> TestApp {
        let app = try TestApp()
        try app.signIn(as: .manager)
        return app
    }

    private let ann: KeyValuePairs = [
        "name": "Ann Moss", "email": "ann@example.com", "username": "ann.moss", "role": "clinician", "password": "window kettle 47 harbour",
    ]

    func testCreate_makesAnAccountThatCanSignIn() throws {
        let app = try appWithManager()
        let saved = try app.post("/accounts", ann)
        XCTAssertEqual(saved.location, "/accounts/2")
        XCTAssertTrue(try app.get("/accounts/2").contains("Ann Moss can now sign in as ann.moss."))
        let browser = TestBrowser(app)
        XCTAssertEqual(try browser.signIn("ANN@example.com", password: "window kettle 47 harbour").status, .seeOther)
        XCTAssertEqual(try app.auditLog().first { $0.action == "create account" && $0.subject == "ann.moss" }?.actor, "The manager")
    }

    func testNew_forAClinician_fillsInTheNameAndLinksThem() throws {
        let app = try appWithManager()
        let id = try app.addClinician("Dr Amara Okafor")
        XCTAssertTrue(try app.get("/clinicians/\(id)").contains("<a href=\"/accounts/new?clinician=\(id)\">create one with a password</a>"))
        let page = try app.get("/accounts/new?clinician=\(id)")
        XCTAssertEqual([page.value(of: "name"), page.value(of: "role"), page.value(of: "clinician")], ["Dr Amara Okafor", "clinician", "\(id)"])
        let answers = ["email": "amara@example.com", "username": "amara", "password": "window kettle 47 harbour"]
        XCTAssertEqual(try app.browser.submit(page, form: "/accounts", changing: answers).location, "/accounts/2")
        let account = try XCTUnwrap(try app.account("amara"))
        XCTAssertTrue(try app.get("/accounts/2").contains("Dr Amara Okafor can now sign in as amara."))
        XCTAssertEqual(try app.clinician(id)?.accountId, account.id)
        XCTAssertEqual(try app.auditLog().first?.action, "change clinician")
        XCTAssertFalse(try app.get("/accounts/new").contains("Dr Amara Okafor"), "has an account now")
        XCTAssertEqual(try app.get("/accounts/new?clinician=\(id)").value(of: "name"), "")
        let taken = try app.post("/accounts", ["name": "A", "email": "a@example.com", "username": "a", "role": "clinician", "password": TestApp.password, "clinician": "\(id)"])
        XCTAssertEqual(taken.errors, ["Choose a clinician who has no account yet"])
        XCTAssertNil(try app.account("a"))
    }

    func testUpdate_saysWhoseAccountItIs() throws {
        let app = try appWithManager()
        let (one, two) = (try app.addClinician("Dr Amara Okafor"), try app.addClinician("Dr Tom Brennan"))
        let account = try app.makeAccount(role: .clinician)
        XCTAssertTrue(try app.get("/accounts").contains("Say who this is"))
        let page = try app.get("/accounts/\(account.id)/edit")
        XCTAssertEqual(page.value(of: "clinician"), "")
        _ = try app.browser.submit(page, form: "/accounts/\(account.id)", changing: ["clinician": "\(one)"])
        XCTAssertEqual(try app.clinician(one)?.accountId, account.id)
        XCTAssertEqual(try app.browser.submit(page, form: "/accounts/\(account.id)", changing: ["clinician": "\(two)"]).status, .conflict, "linked meanwhile")
        let now = try app.get("/accounts/\(account.id)/edit")
        XCTAssertEqual(now.value(of: "clinician"), "\(one)")
        _ = try app.browser.submit(now, form: "/accounts/\(account.id)", changing: ["clinician": "\(two)"])
        XCTAssertEqual([try app.clinician(one)?.accountId, try app.clinician(two)?.accountId], [nil, account.id])
        _ = try app.browser.submit(page, form: "/accounts/\(account.id)", changing: ["email": "new@example.com"])
        XCTAssertEqual(try app.clinician(two)?.accountId, account.id, "a page that said nothing of it changes nothing of it")
        XCTAssertFalse(try app.get("/accounts").contains("Say who this is"))
    }

    func testCreate_sentTwice_makesOneAccount() throws {
        let app = try appWithManager()
        let first = try app.browser.post("/accounts", ann, once: "same")
        let second = try app.browser.post("/accounts", ann, once: "same")
        XCTAssertEqual(first.location, second.location)
        XCTAssertEqual(try app.store.read { db in try AccountRepository(db).count() }, 2)
    }

    func testCreate_keepsAnswersButNeverThePassword() throws {
        let app = try appWithManager()
        let page = try app.post("/accounts", ["name": "Ann <Moss>", "email": "ann", "username": "ann moss", "role": "boss", "password": "short"])
        XCTAssertEqual(page.status, .unprocessableContent)
        XCTAssertTrue(page.title.hasPrefix("Error: Add user"))
        XCTAssertEqual(
            page.errors,
            [
                "Enter an email address in the correct format, like name@example.com", "Username must be letters, numbers, dots, hyphens and underscores only",
                "Password must be 12 characters or more", "Choose a role",
            ])
        XCTAssertEqual(page.value(of: "name"), "Ann <Moss>")
        XCTAssertEqual(page.value(of: "password"), "")
    }

    /// Nothing is preset: whoever adds a user says what they may do.
    func testCreate_asksForARole() throws {
        let app = try appWithManager()
        let page = try app.get("/accounts/new")
        XCTAssertEqual(page.ticked("role"), [])
        let answers = ["name": "Ann Moss", "email": "ann@example.com", "username": "ann.moss", "password": "window kettle 47 harbour"]
        let refused = try app.browser.submit(page, form: "/accounts", changing: answers)
        XCTAssertEqual(refused.status, .unprocessableContent)
        XCTAssertEqual(refused.errors, ["Choose a role"])
        XCTAssertEqual(refused.ticked("role"), [])
        XCTAssertNil(try app.account("ann.moss"))
    }

    func testCreate_refusesTakenUsernameAndEmail_whateverTheCase() throws {
        let app = try appWithManager()
        let page = try app.post("/accounts", ["name": "A", "email": "MANAGER@example.com", "username": "Manager", "role": "manager", "password": TestApp.password])
        XCTAssertEqual(page.errors, ["Another user has this username", "Another user has this email address"])
    }

    /// Each of these is one character to Swift and several to the database's CHECK.
    func testCreate_refusesNamesThatAreLongOnlyToTheDatabase() throws {
        let app = try appWithManager()
        let page = try app.post("/accounts", ["name": String(repeating: "👩‍👩‍👧‍👦", count: 150), "email": "a@example.com", "username": "a", "role": "manager", "password": TestApp.password])
        XCTAssertEqual(page.errors, ["Full name must be 200 characters or fewer"])
    }

    func testCreate_byManager_cannotMakeAnAdministrator() throws {
        let app = try appWithManager()
        let page = try app.post("/accounts", ["name": "A", "email": "a@example.com", "username": "a", "role": "admin", "password": TestApp.password])
        XCTAssertEqual(page.errors, ["Choose a role"])
        XCTAssertFalse(try app.get("/accounts/new").contains("value=\"admin\""))
    }

    func testUpdate_byManager_cannotTouchAnAdministrator() throws {
        let app = try appWithManager()
        let admin = try app.makeAccount(role: .admin)
        for path in ["edit", "password", "logins"] { XCTAssertEqual(try app.get("/accounts/\(admin.id)/\(path)").status, .forbidden, path) }
        XCTAssertEqual(try app.post("/accounts/\(admin.id)", ["name": "X"]).status, .forbidden)
        XCTAssertEqual(try app.post("/accounts/\(admin.id)/password", ["password": "window kettle 47 harbour"]).status, .forbidden)
        XCTAssertEqual(try app.post("/accounts/\(admin.id)/logins/end").status, .forbidden)
        XCTAssertEqual(try app.account("admin"), admin)
    }

    func testUpdate_changesAndRecordsOnlyWhatChanged() throws {
        let app = try appWithManager()
        let other = try app.makeAccount(role: .clinician)
        let page = try app.get("/accounts/\(other.id)/edit")
        XCTAssertEqual(page.value(of: "username"), "clinician")
        XCTAssertEqual(page.ticked("active"), ["yes"])
        let saved = try app.browser.submit(page, form: "/accounts/\(other.id)", changing: ["name": "Dr Li Chen"])
        XCTAssertEqual(saved.location, "/accounts/\(other.id)")
        let entry = try XCTUnwrap(try app.auditLog().first { $0.action == "change account" })
        XCTAssertEqual(entry.before, #"{"name":"The clinician"}"#)
        XCTAssertEqual(entry.after, #"{"name":"Dr Li Chen"}"#)
    }

    func testUpdate_refusesAStaleForm() throws {
        let app = try appWithManager()
        let id = try app.makeAccount(role: .clinician).id
        let (one, two) = (try app.get("/accounts/\(id)/edit"), try app.get("/accounts/\(id)/edit"))
        XCTAssertEqual(try app.browser.submit(one, form: "/accounts/\(id)", changing: ["role": "manager"]).status, .seeOther)
        let refused = try app.browser.submit(two, form: "/accounts/\(id)", changing: ["name": "Dr Li Chen"])
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertTrue(refused.contains("It stands now as: The clinician, clinician@example.com, username clinician, practice manager, active."), refused.words)
        XCTAssertEqual(refused.value(of: "name"), "Dr Li Chen")
        XCTAssertEqual(try app.account("clinician")?.role, .manager)
        XCTAssertEqual(try app.browser.submit(refused, form: "/accounts/\(id)", changing: ["role": "manager"]).status, .seeOther, "now it was seen")
        XCTAssertEqual(try app.account("clinician")?.name, "Dr Li Chen")
    }

    func testUpdate_deactivatingEndsAllLogins() throws {
        let app = try appWithManager()
        let other = try app.makeAccount(role: .clinician)
        let browser = TestBrowser(app)
        try browser.signIn(as: .clinician)
        XCTAssertEqual(try browser.get("/logins").status, .ok)
        _ = try app.post("/accounts/\(other.id)", ["name": "A", "email": "a@example.com", "username": "clinician", "role": "clinician", "revision": "1"])
        XCTAssertEqual(try browser.get("/logins").location, "/sign-in?next=%2Flogins")
        XCTAssertEqual(try app.store.read { db in try LoginRepository(db).all(of: other.id).count }, 0)
        XCTAssertEqual(try browser.signIn("clinician").status, .unprocessableContent)
    }

    /// Only an administrator can make another, or a command on the machine.
    func testUpdate_keepsTheLastAdministrator() throws {
        let app = try TestApp()
        let me = try app.signIn(as: .admin)
        try app.makeAccount(role: .manager)
        let page = try app.post("/accounts/\(me.id)", ["name": "A", "email": "a@example.com", "username": "admin", "role": "manager", "active": "yes", "revision": "1"])
        XCTAssertEqual(page.errors, ["This is the last administrator who can sign in. Make another first"])
        try app.makeAccount(role: .admin, username: "other")
        XCTAssertEqual(
            try app.post("/accounts/\(me.id)", ["name": "A", "email": "a@example.com", "username": "admin", "role": "manager", "active": "yes", "revision": "1"]).status, .seeOther)
    }

    func testUpdate_neverLeavesThePracticeWithoutAManager() throws {
        let app = try appWithManager()
        let me = try XCTUnwrap(try app.account("manager"))
        let page = try app.post("/accounts/\(me.id)", ["name": "M", "email": "m@example.com", "username": "manager", "role": "clinician", "active": "yes", "revision": "1"])
        XCTAssertEqual(page.errors, ["This is the last manager who can sign in and manage users. Make another first"])
        try app.makeAccount(role: .manager, username: "gone", active: false)
        XCTAssertEqual(
            try app.post("/accounts/\(me.id)", ["name": "M", "email": "m@example.com", "username": "manager", "role": "clinician", "active": "yes", "revision": "1"]).status,
            .unprocessableContent, "an inactive manager does not count")
        try app.makeAccount(role: .admin)
        XCTAssertEqual(
            try app.post("/accounts/\(me.id)", ["name": "M", "email": "m@example.com", "username": "manager", "role": "clinician", "active": "yes", "revision": "1"]).status, .seeOther)
        XCTAssertEqual(try app.get("/accounts").status, .forbidden, "the role counts at once")
    }

    func testUpdate_nobodyDeactivatesThemselves() throws {
        let app = try appWithManager()
        let me = try XCTUnwrap(try app.account("manager"))
        try app.makeAccount(role: .admin)
        let page = try app.post("/accounts/\(me.id)", ["name": "M", "email": "m@example.com", "username": "manager", "role": "manager", "revision": "1"])
        XCTAssertEqual(page.errors, ["You cannot deactivate your own account"])
    }

    func testSetPassword_endsTheirLoginsAndTheOldPassword() throws {
        let app = try appWithManager()
        let other = try app.makeAccount(role: .clinician)
        let browser = TestBrowser(app)
        try browser.signIn(as: .clinician)
        XCTAssertEqual(try app.post("/accounts/\(other.id)/password", ["password": "clinician clinician"]).errors, ["Password must not be made of your name, username, email or practice"])
        XCTAssertEqual(try app.post("/accounts/\(other.id)/password", ["password": "window kettle 47 harbour"]).location, "/accounts/\(other.id)")
        XCTAssertEqual(try browser.get("/").location, "/sign-in")
        XCTAssertEqual(try browser.signIn("clinician").status, .unprocessableContent)
        XCTAssertEqual(try browser.signIn("clinician", password: "window kettle 47 harbour").status, .seeOther)
        XCTAssertFalse(try app.auditLog().contains { "\($0)".contains("kettle") })
    }

    func testIndex_showsWhoIsLinkedAndWhenTheyWereLastSeen() throws {
        let app = try appWithManager()
        try app.makeAccount(role: .clinician, name: "Dr <Li> Chen")
        let page = try app.get("/accounts")
        XCTAssertTrue(page.contains("2 users"))
        XCTAssertTrue(page.contains("Dr &lt;Li&gt; Chen"))
        XCTAssertTrue(page.contains("23 November 2026, 8:30am"))
        XCTAssertTrue(page.contains("Not signed in"))
    }

    func testIds_thatAreNone_areNotFound() throws {
        let app = try appWithManager()
        XCTAssertEqual(try app.get("/accounts/999").status, .notFound)
        for id in ["0", "999", "99999999999999999999", "-1", "01", "x", "%F0%9F%98%80"] {
            XCTAssertEqual(try app.get("/accounts/\(id)/edit").status, .notFound, id)
            XCTAssertEqual(try app.post("/accounts/\(id)/logins/end").status, .notFound, id)
        }
    }

    /// Issue 5.6: by name, username or address, by role and by state.
    func testIndex_findsAndFilters() throws {
        let app = try appWithManager()
        try app.makeAccount(role: .clinician, username: "zoe", name: "Dr Zoë Ásgeirsdóttir")
        try app.makeAccount(role: .clinicAdmin, username: "sunita", name: "Sunita Rao")
        try app.makeAccount(role: .clinician, username: "gone", name: "Una Gone", active: false)
        let others = ["zoe", "sunita", "gone", "manager"]
        let table: [(String, [String])] = [
            ("", others), ("?q=asgeirs", ["zoe"]), ("?q=SUNITA@", ["sunita"]), ("?q=zo%C3%AB", ["zoe"]), ("?role=clinic-admin", ["sunita"]), ("?role=clinician", ["zoe", "gone"]),
            ("?state=inactive", ["gone"]), ("?state=active", ["zoe", "sunita", "manager"]), ("?role=clinician&state=active&q=z", ["zoe"]), ("?q=nobody", []),
            ("?role=boss&state=odd&page=x", others), ("?q=%25", []), ("?q=" + String(repeating: "a", count: 900), []),
        ]
        for (query, wanted) in table {
            let page = try app.get("/accounts\(query)")
            XCTAssertEqual(page.status, .ok, query)
            XCTAssertEqual(Set(others.filter { page.contains("<span class=\"meta\">\($0)</span></th>") }), Set(wanted), query)
            if wanted.isEmpty { XCTAssertTrue(page.contains("No user matches."), query) }
        }
        let page = try app.get("/accounts?q=z&role=clinician&state=active")
        XCTAssertEqual([page.value(of: "q"), page.value(of: "role"), page.value(of: "state")], ["z", "clinician", "active"])
    }

    func testIndex_hasPages() throws {
        let app = try appWithManager()
        for number in 1...60 {
            try app.store.write { db in
                _ = try AccountRepository(db).insert(username: "u\(number)", name: "User \(number)", email: "u\(number)@example.com", role: .clinician, passwordHash: "-", at: app.now.iso)
            }
        }
        let first = try app.get("/accounts?role=clinician")
        XCTAssertTrue(first.contains("60 users, page 1 of 2"))
        XCTAssertTrue(first.contains("/accounts?role=clinician&amp;page=2"))
        XCTAssertEqual(try app.get("/accounts?role=clinician&page=2").text.matches(of: #/data-label="Email"/#).count, 10)
    }

    /// S2.4 and S2.5; and what the list says of verified addresses and of two steps.
    func testUpdate_marksALocumResource() throws {
        let app = try appWithManager()
        let other = try app.makeAccount(role: .clinician)
        let page = try app.get("/accounts/\(other.id)/edit")
        XCTAssertTrue(page.contains("Mark user as locum resource"))
        XCTAssertEqual(page.ticked("locum"), [])
        XCTAssertEqual(try app.browser.submit(page, form: "/accounts/\(other.id)", changing: ["locum": "yes"]).location, "/accounts/\(other.id)")
        XCTAssertEqual(try app.account("clinician")?.isLocum, true)
        XCTAssertEqual(try app.auditLog().first?.after, #"{"locum resource":"Yes"}"#)
        XCTAssertTrue(try app.get("/accounts?state=locum").contains("tag--locum"))
        XCTAssertFalse(try app.get("/accounts?state=locum").contains(">manager<"))
        XCTAssertFalse(try app.get("/accounts").contains("Two-step on<"))
        try app.store.write { db in
            _ = try db.run("INSERT INTO two_step_secrets (account_id, secret, created_at) VALUES (:id, zeroblob(20), '2026-11-23T08:00:00Z')", ["id": other.id])
        }
        XCTAssertFalse(try app.get("/accounts").contains("Two-step on<"), "not proved yet")
        try app.store.write { db in
            _ = try db.run("UPDATE two_step_secrets SET confirmed_at = '2026-11-23T08:10:00Z'") + db.run("UPDATE accounts SET email_verified_at = '2026-11-23T08:10:00Z' WHERE id = :id", ["id": other.id])
        }
        XCTAssertTrue(try app.get("/accounts").contains("Two-step on<"))
        XCTAssertTrue(try app.get("/accounts/\(other.id)").contains("proved 23 November 2026, 8:10am"))
    }

    /// An address that was proved is no longer proved when it is another.
    func testUpdate_ofTheAddress_takesItsProofBack() throws {
        let app = try appWithManager()
        let other = try app.makeAccount(role: .clinician)
        try app.store.write { db in _ = try db.run("UPDATE accounts SET email_verified_at = '2026-11-23T08:10:00Z' WHERE id = :id", ["id": other.id]) }
        let page = try app.get("/accounts/\(other.id)/edit")
        _ = try app.browser.submit(page, form: "/accounts/\(other.id)", changing: ["name": "Other"])
        XCTAssertNotNil(try app.account("clinician")?.emailVerifiedAt)
        let again = try app.get("/accounts/\(other.id)/edit")
        _ = try app.browser.submit(again, form: "/accounts/\(other.id)", changing: ["email": "another@example.com"])
        XCTAssertNil(try app.account("clinician")?.emailVerifiedAt)
    }

    /// Issue 5.6: reactivating gives nothing back that was signed in.
    func testUpdate_reactivates() throws {
        let app = try appWithManager()
        let other = try app.makeAccount(role: .clinician, active: false)
        XCTAssertEqual(try TestBrowser(app).signIn("clinician").status, .unprocessableContent)
        _ = try app.browser.submit(try app.get("/accounts/\(other.id)/edit"), form: "/accounts/\(other.id)", changing: ["active": "yes"])
        XCTAssertEqual(try TestBrowser(app).signIn("clinician").status, .seeOther)
        XCTAssertEqual(try app.auditLog().first { $0.action == "change account" }?.after, #"{"active":"Yes"}"#)
    }

    /// Where mail is on, one's own address opens the account: it changes on the profile, with the password and a proof, and by no other form (issue 5.6, ASVS 7.5.1).
    func testUpdate_changesNobodysOwnAddress_whereMailIsOn() throws {
        let app = try TestApp.mailed()
        let me = try app.signIn(as: .manager), other = try app.makeAccount(role: .clinician)
        let page = try app.browser.submit(try app.get("/accounts/\(me.id)/edit"), form: "/accounts/\(me.id)", changing: ["email": "thief@example.com"])
        XCTAssertEqual(page.errors, ["Change your own email address on your profile, where it is proved first"])
        XCTAssertEqual(try app.account("manager")?.email, "manager@example.com")
        XCTAssertEqual(try app.browser.submit(page, form: "/accounts/\(me.id)", changing: ["email": "Manager@example.com", "name": "M"]).location, "/accounts/\(me.id)")
        let theirs = try app.get("/accounts/\(other.id)/edit")
        XCTAssertEqual(try app.browser.submit(theirs, form: "/accounts/\(other.id)", changing: ["email": "new@example.com"]).location, "/accounts/\(other.id)")
        XCTAssertEqual(try app.account("clinician")?.email, "new@example.com")
    }
}
