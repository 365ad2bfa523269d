import Civil
import RotaDomain

struct LoginListView {
    struct Row {
        let browser: String
        let address: String
        let since: String
        let lastUsed: String
        let isCurrent: Bool
        let endPath: String?
        /// In place of an action.
        let note: String
    }

    let page: PageLayout
    let token: FormToken
    let heading: String
    let lead: String
    /// When a login ends by itself.
    let limits: String
    let caption: String
    let rows: [Row]
    let endAllPath: String?
    let endAllLabel: String

    /// One's own.
    init(page: PageLayout, token: FormToken, logins: [Login], own: Login, limits: String) {
        self.page = page
        self.limits = limits
        self.token = token
        heading = "Where you are signed in"
        lead = "Sign out what you do not recognise, then change your password."
        caption = counted(logins.count, "browser")
        rows = logins.map { Row($0, isCurrent: $0.id == own.id, endPath: $0.id == own.id ? nil : Paths.loginEnd($0.id), note: "Sign out in the account menu") }
        endAllPath = logins.count > 1 ? Paths.otherLoginsEnd : nil
        endAllLabel = "Sign out everywhere else"
    }

    /// Somebody else's.
    init(page: PageLayout, token: FormToken, logins: [Login], of account: Account, limits: String) {
        self.page = page
        self.limits = limits
        self.token = token
        heading = "Where \(account.name) is signed in"
        lead = "Sign them out if one of these may not be theirs, or a device was lost."
        caption = counted(logins.count, "browser")
        rows = logins.map { Row($0, isCurrent: false, endPath: nil, note: "Signed in") }
        endAllPath = logins.isEmpty ? nil : Paths.accountLoginsEnd(account.id)
        endAllLabel = "Sign \(account.name) out everywhere"
    }

    /// "A browser is signed out after 60 minutes without use, and 12 hours after signing in at the latest."
    static func limits(_ settings: Settings) -> String {
        "A browser is signed out after \(span(settings.loginIdle)) without use, and \(span(settings.loginLifetime)) after signing in at the latest."
    }

    /// In hours where they are whole, but for a single one.
    private static func span(_ seconds: Int) -> String {
        seconds > 3_600 && seconds.isMultiple(of: 3_600) ? counted(seconds / 3_600, "hour") : counted(seconds / 60, "minute")
    }

    static let preview = LoginListView(
        page: .preview, token: .preview,
        logins: [
            Login(
                id: 1, accountId: 7, createdAt: Instant(seconds: 1_795_000_000), lastSeenAt: Instant(seconds: 1_795_003_600), address: "192.0.2.10",
                agent: "Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0", flash: nil)
        ], of: .preview, limits: limits(Settings()))
}

extension LoginListView.Row {
    fileprivate init(_ login: Login, isCurrent: Bool, endPath: String?, note: String) {
        self.init(
            browser: BrowserName.words(login.agent), address: login.address, since: login.createdAt.words, lastUsed: login.lastSeenAt.words, isCurrent: isCurrent,
            endPath: endPath, note: note)
    }
}
