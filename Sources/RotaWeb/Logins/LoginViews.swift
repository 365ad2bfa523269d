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
    let caption: String
    let rows: [Row]
    let endAllPath: String?
    let endAllLabel: String

    /// One's own.
    init(page: PageLayout, token: FormToken, logins: [Login], own: Login) {
        self.page = page
        self.token = token
        heading = "Where you are signed in"
        lead = "Sign out what you do not recognise, then change your password."
        caption = counted(logins.count, "browser")
        rows = logins.map { Row($0, isCurrent: $0.id == own.id, endPath: $0.id == own.id ? nil : Paths.loginEnd($0.id), note: "Sign out in the account menu") }
        endAllPath = logins.count > 1 ? Paths.otherLoginsEnd : nil
        endAllLabel = "Sign out everywhere else"
    }

    /// Somebody else's.
    init(page: PageLayout, token: FormToken, logins: [Login], of account: Account) {
        self.page = page
        self.token = token
        heading = "Logins"
        lead = "Where \(account.name) is signed in."
        caption = counted(logins.count, "browser")
        rows = logins.map { Row($0, isCurrent: false, endPath: nil, note: "Signed in") }
        endAllPath = logins.isEmpty ? nil : Paths.accountLoginsEnd(account.id)
        endAllLabel = "Sign \(account.name) out everywhere"
    }

    static let preview = LoginListView(
        page: .preview, token: .preview,
        logins: [
            Login(
                id: 1, accountId: 7, createdAt: Instant(seconds: 1_795_000_000), lastSeenAt: Instant(seconds: 1_795_003_600), address: "192.0.2.10",
                agent: "Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0", flash: nil)
        ], of: .preview)
}

extension LoginListView.Row {
    fileprivate init(_ login: Login, isCurrent: Bool, endPath: String?, note: String) {
        self.init(
            browser: BrowserName.words(login.agent), address: login.address, since: login.createdAt.words, lastUsed: login.lastSeenAt.words, isCurrent: isCurrent,
            endPath: endPath, note: note)
    }
}
