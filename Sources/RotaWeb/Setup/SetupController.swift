import HTML
import HTTP
import RotaDomain
import RotaStore
import Secrets

/// First run: practice, locations and opening, first manager. Each step is saved as it is sent, so nothing is lost on the way.
enum SetupController {
    static func show(_ visitor: Visitor) throws -> Response {
        guard let text = visitor.parameters["token"], let token = Token(presented: text) else { throw PageError.notFound }
        let gate = SetupGate(visitor: visitor)
        return try gate.isOpen(to: token) ? gate.admit(token) : gate.ended()
    }

    static func editPractice(_ visitor: Visitor) throws -> Response {
        guard try SetupGate(visitor: visitor).isOpen() else { return SetupGate(visitor: visitor).ended() }
        return try practicePage(visitor, try SetupPracticeForm(visitor.practice.store))
    }

    static func editLocations(_ visitor: Visitor) throws -> Response {
        guard try SetupGate(visitor: visitor).isOpen() else { return SetupGate(visitor: visitor).ended() }
        return try locationsPage(visitor, try SetupLocationsForm(visitor.practice.store))
    }

    static func newAccount(_ visitor: Visitor) throws -> Response {
        guard try SetupGate(visitor: visitor).isOpen() else { return SetupGate(visitor: visitor).ended() }
        return try accountPage(visitor, AccountForm())
    }

    static func updatePractice(_ visitor: Visitor) throws -> Response {
        guard try SetupGate(visitor: visitor).isOpen() else { return SetupGate(visitor: visitor).ended() }
        let form = SetupPracticeForm(visitor.form)
        guard let name = form.validName, let nation = form.validNation else { return try practicePage(visitor, form, .unprocessableContent) }
        try PracticeSetUp(visitor.practice).save(name: name, nation: nation, by: actor(visitor))
        return .redirect(to: "/setup/locations")
    }

    static func updateLocations(_ visitor: Visitor) throws -> Response {
        guard try SetupGate(visitor: visitor).isOpen() else { return SetupGate(visitor: visitor).ended() }
        var form = SetupLocationsForm(visitor.form)
        if visitor.form["add"] != nil {
            form.addLocation()
            return try locationsPage(visitor, form, form.errors.isEmpty ? .ok : .unprocessableContent)
        }
        form.check()
        guard form.errors.isEmpty, try PracticeSetUp(visitor.practice).save(locations: &form, by: actor(visitor)) else {
            return try locationsPage(visitor, form, .unprocessableContent)
        }
        return .redirect(to: "/setup/account")
    }

    static func createAccount(_ visitor: Visitor) throws -> Response {
        guard try SetupGate(visitor: visitor).isOpen() else { return SetupGate(visitor: visitor).ended() }
        var form = AccountForm(visitor.form)
        form.role = Role.admin.rawValue
        form.check(practiceName: visitor.practiceName, needsPassword: true)
        guard form.errors.isEmpty else { return try accountPage(visitor, form, .unprocessableContent) }
        let account = try PracticeSetUp(visitor.practice).createFirstManager(form, by: actor(visitor))
        guard let account else { return SetupGate(visitor: visitor).ended() }
        var response = Response.redirect(to: Paths.tasks)
        SetupGate(visitor: visitor).forget(in: &response)
        let authentication = Authentication(practice: visitor.practice)
        let login = try visitor.practice.store.write { db in try authentication.begin(account, visitor.request, db) }
        authentication.hand(login, visitor.request, in: &response)
        return response
    }

    private static func actor(_ visitor: Visitor) -> Actor { Actor(accountId: nil, name: "Set-up", requestId: visitor.request.id.description) }

    private static func practicePage(_ visitor: Visitor, _ form: SetupPracticeForm, _ status: Status = .ok) throws -> Response {
        SetupPracticeView(page: visitor.layout("Practice", errors: form.errors), token: visitor.repeatableToken, form: form).page(status)
    }

    private static func locationsPage(_ visitor: Visitor, _ form: SetupLocationsForm, _ status: Status = .ok) throws -> Response {
        let inUse = try visitor.practice.store.read { db in
            Set(try LocationRepository(db).all().enumerated().filter { try !LocationUses.of($0.element.id, db).isFree }.map(\.offset))
        }
        return SetupLocationsView(
            page: visitor.layout("Locations and opening", errors: form.errors), token: visitor.repeatableToken, form: form, inUse: inUse
        ).page(status)
    }

    private static func accountPage(_ visitor: Visitor, _ form: AccountForm, _ status: Status = .ok) throws -> Response {
        SetupAccountView(page: visitor.layout("Your account", errors: form.errors), token: visitor.repeatableToken, form: form).page(status)
    }
}
