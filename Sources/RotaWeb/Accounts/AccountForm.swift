import HTTP
import RotaDomain
import RotaStore

/// Somebody who can sign in: username, full name, email, role, password.
struct AccountForm {
    var username = ""
    var name = ""
    var email = ""
    var role = Role.manager.rawValue
    var active = true
    var password = ""
    private(set) var errors = FieldErrors()

    init() {}

    init(_ account: Account) {
        username = account.username
        name = account.name
        email = account.email
        role = account.role.rawValue
        active = account.active
    }

    init(_ form: FormBody) {
        username = (form["username"] ?? "").trimmingSpaces
        name = (form["name"] ?? "").trimmingSpaces
        email = (form["email"] ?? "").trimmingSpaces
        role = form["role"] ?? Role.manager.rawValue
        active = form["active"] != nil
        password = form["password"] ?? ""
    }

    init(username: String, name: String, email: String, role: String, password: String) {
        self.username = username.trimmingSpaces
        self.name = name.trimmingSpaces
        self.email = email.trimmingSpaces
        self.role = role
        self.password = password
    }

    /// - Parameter id: the account that is changed, whose own username and email are not "taken".
    mutating func check(_ store: Store, practiceName: String, needsPassword: Bool, except id: Int? = nil) throws {
        checkUsername()
        if name.isEmpty { errors.add("name", "Enter a full name") }
        if name.count > 200 { errors.add("name", "Full name must be 200 characters or fewer") }
        if !name.isOneLine { errors.add("name", "Full name must be one line of text") }
        checkEmail()
        if Role(rawValue: role) == nil { errors.add("role", "Choose a role", target: "role-1") }
        if needsPassword, let problem = PasswordRules.problem(password, context: [username, name, email, practiceName]) { errors.add("password", problem) }
        let (takenName, takenEmail) = try store.read { [username, email] db in
            let accounts = AccountRepository(db)
            return (try accounts.isTaken(username: username, except: id), try accounts.isTaken(email: email, except: id))
        }
        if takenName { errors.add("username", "Another account has this username") }
        if takenEmail { errors.add("email", "Another account has this email address") }
    }

    private mutating func checkUsername() {
        if username.isEmpty { errors.add("username", "Enter a username") }
        if username.count > 64 { errors.add("username", "Username must be 64 characters or fewer") }
        let isPlain = username.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil || "._-".unicodeScalars.contains($0) }
        if !isPlain { errors.add("username", "Username must be letters, numbers, dots, hyphens and underscores only") }
    }

    private mutating func checkEmail() {
        if email.isEmpty { errors.add("email", "Enter an email address") }
        if email.utf8.count > 254 { errors.add("email", "Email address must be 254 characters or fewer") }
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        let isAddress = parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && email.isOneLine && !email.contains(where: \.isWhitespace) && parts.last?.contains(".") == true
        if !isAddress { errors.add("email", "Enter an email address in the correct format, like name@example.com") }
    }
}

/// The fields of an account, for set-up and for the accounts' pages.
struct AccountFields {
    let username: TextField
    let name: TextField
    let email: TextField
    let password: TextField

    /// - Parameter isOwn: the person types their own details, so the browser may fill them in.
    init(_ form: AccountForm, isOwn: Bool) {
        username = TextField(
            id: "username", label: "Username", hint: "For signing in; letters and numbers", value: form.username, error: form.errors["username"],
            width: "input--20", autocomplete: isOwn ? "username" : "off")
        name = TextField(id: "name", label: "Full name", value: form.name, error: form.errors["name"], width: "input--30", autocomplete: isOwn ? "name" : "off")
        email = TextField(
            id: "email", label: "Email address", value: form.email, error: form.errors["email"], width: "input--30", type: "email",
            autocomplete: isOwn ? "email" : "off")
        password = TextField(
            id: "password", label: "Password", hint: "12 characters or more. Three random words make a good one", value: "", error: form.errors["password"],
            width: "input--20", type: "password", autocomplete: "new-password")
    }
}

struct SetupAccountView {
    let page: PageLayout
    let token: FormToken
    let fields: AccountFields

    init(page: PageLayout, token: FormToken, form: AccountForm) {
        self.page = page
        self.token = token
        fields = AccountFields(form, isOwn: true)
    }

    static let preview = SetupAccountView(page: .preview, token: .preview, form: AccountForm())
}
