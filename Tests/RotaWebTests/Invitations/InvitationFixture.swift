import Civil
import RotaDomain
import RotaStore
import SQLite
import XCTest

@testable import RotaWeb

/// A practice whose manager invites Dr Amara Okafor, clinician 1.
final class InvitationFixture {
    static let email = "amara@example.org"
    static let password = "cobalt-teapot-meadow-4"

    let app: TestApp
    let clinician: Int

    /// - Parameter mail: how mail goes out.
    init(mail: MailTransport = .off) throws {
        app = try TestApp { settings in
            settings.mailTransport = mail
            if mail != .off { settings.baseURL = "http://rota.test" }
        }
        try app.signIn(as: .manager)
        clinician = try app.addClinician("Dr Amara Okafor")
    }

    var page: TestResponse { get throws { try app.get("/clinicians/\(clinician)") } }

    /// Invites by the form of the clinician's page.
    @discardableResult
    func invite(_ email: String = InvitationFixture.email, groups: [Int] = []) throws -> TestResponse {
        try app.post("/clinicians/\(clinician)/invitations", pairs: [("email", email)] + groups.map { ("groups", String($0)) })
    }

    /// The link that the page of an invitation without mail shows, from its path on.
    func link(_ email: String = InvitationFixture.email, groups: [Int] = []) throws -> String {
        let shown = try invite(email, groups: groups)
        XCTAssertEqual(shown.status, .ok)
        return try XCTUnwrap(InvitationFixture.path(in: shown.text), shown.words)
    }

    static func path(in text: String) -> String? { text.firstMatch(of: #/\/join\/[A-Za-z0-9_-]{43}/#).map { String($0.0) } }

    /// A browser in which the link was opened.
    func opened(_ link: String) throws -> TestBrowser {
        let browser = TestBrowser(app)
        XCTAssertEqual(try browser.get(link).location, "/join")
        return browser
    }

    func invitations() throws -> [Invitation] { try app.store.read { db in try InvitationRepository(db, .practice).all(of: clinician) } }
    func states() throws -> [Invitation.State] { try invitations().map { $0.state(at: app.now) } }

    func addGroup(_ name: String) throws -> Int {
        try app.store.write { db in try db.insert("INSERT INTO practitioner_groups (name) VALUES (:name)", ["name": name]) }
    }

    func groupsOfClinician() throws -> [Int] {
        try app.store.read { db in
            try db.all("SELECT group_id FROM practitioner_group_members WHERE clinician_id = :id ORDER BY group_id", ["id": clinician]) { $0.int(0) }
        }
    }

    func linkClinician(to account: Int?) throws {
        try app.store.write { db in
            guard var found = try ClinicianRepository(db, .practice).find(clinician) else { return }
            found.accountId = account
            _ = try ClinicianRepository(db, .practice).update(found)
        }
    }

    func setActive(_ active: Bool) throws {
        try app.store.write { db in
            guard var found = try ClinicianRepository(db, .practice).find(clinician) else { return }
            found.active = active
            _ = try ClinicianRepository(db, .practice).update(found)
        }
    }
}

extension TestBrowser {
    /// Sends the form of the page to sign up by.
    func signUp(_ username: String = "amara.okafor", _ password: String = InvitationFixture.password) throws -> TestResponse {
        try post("/join", ["username": username, "password": password])
    }
}
