import Civil
import RotaDomain

struct APITokenIndexView {
    /// A token as the store tells of it.
    struct Listed {
        let token: APIToken
        let maker: String?
        let state: APIToken.State
    }

    struct Row {
        let name: String
        let scopes: String
        let made: String
        let expires: String?
        let lastUsed: String?
        let state: String
        let stateClass: String
        let note: String?
        let revokePath: String?
    }

    let page: PageLayout
    let token: FormToken
    let caption: String
    let rows: [Row]
    /// Just made; never to be seen again.
    let secret: String?

    init(page: PageLayout, token: FormToken, rows: [Listed], secret: String?) {
        self.page = page
        self.token = token
        self.secret = secret
        caption = counted(rows.count, "token")
        // Those that work come first.
        self.rows = (rows.filter { $0.state == .works } + rows.filter { $0.state != .works }).map(Row.init)
    }

    var hasTokens: Bool { !rows.isEmpty }

    static let preview = APITokenIndexView(
        page: .preview, token: .preview,
        rows: [
            Listed(
                token: APIToken(
                    id: 1, name: "Telephone system", scopes: [.rota], createdAt: Instant(seconds: 1_795_000_000), createdBy: 7, expiresOn: Day(year: 2027, month: 3, day: 31)),
                maker: "Priya Shah", state: .works)
        ], secret: "rota_EXAMPLE")
}

extension APITokenIndexView.Row {
    fileprivate init(_ listed: APITokenIndexView.Listed) {
        let token = listed.token
        let (state, style, note): (String, String, String?) =
            switch listed.state {
            case .works: ("Works", "tag tag--good", nil)
            case .expired: ("Expired", "tag tag--quiet", nil)
            case .revoked: ("Revoked", "tag tag--quiet", token.revokedAt.map { London.day(at: $0).words })
            case .stopped: ("Stopped", "tag tag--gap", "\(listed.maker ?? "Who made it") may no longer manage settings")
            }
        self.init(
            name: token.name, scopes: APITokenForm.words(token.scopes), made: "\(London.day(at: token.createdAt).words)\(listed.maker.map { " by \($0)" } ?? "")",
            expires: token.expiresOn?.words, lastUsed: token.lastUsedAt?.words, state: state, stateClass: style, note: note,
            revokePath: listed.state == .revoked ? nil : Paths.apiTokenRevocation(token.id))
    }
}

struct APITokenNewView {
    let page: PageLayout
    let token: FormToken
    let name: TextField
    let scopes: ChoiceField
    let expires: DateField

    init(page: PageLayout, token: FormToken, form: APITokenForm) {
        self.page = page
        self.token = token
        name = TextField(id: "name", label: "Name", hint: "The program that will use it, such as Telephone system", value: form.name, error: form.errors["name"], width: "input--30")
        scopes = ChoiceField(
            id: "scopes", name: "scopes", legend: "What it may read", error: form.errors["scopes"], isRadio: false,
            choices: APIScope.allCases.enumerated().map { index, scope in
                ChoiceField.Choice(id: "scopes-\(index + 1)", value: scope.rawValue, label: scope.label, hint: scope.about, checked: form.scopes.contains(scope.rawValue))
            })
        expires = form.expires.field("expires", "Last day (optional)", hint: "Leave empty for no end, or for example 27 3 2027", error: form.errors["expires"])
    }

    static let preview = APITokenNewView(page: .preview, token: .preview, form: APITokenForm())
}
