import HTTP
import RotaDomain
import RotaStore
import SQLite

/// Somebody who can sign in: username, full name, email, role, password.
struct AccountForm {
    var username = ""
    var name = ""
    var email = ""
    /// Empty until somebody has chosen one: a preset would be given without a thought, whether it may too much or too little.
    var role = ""
    var active = true
    /// "Mark user as locum resource" (S2.4).
    var isLocum = false
    var password = ""
    /// The clinician whose account it is, by id; empty for nobody.
    var clinician = ""
    /// The clinician whose account it was when the page was made.
    var linked = ""
    /// Of the account that the page showed; empty for a new one.
    private(set) var revision = ""
    private(set) var errors = FieldErrors()

    init() {}

    init(_ account: Account) {
        username = account.username
        name = account.name
        email = account.email
        role = account.role.rawValue
        active = account.active
        isLocum = account.isLocum
        revision = String(account.revision)
    }

    init(_ form: FormBody) {
        username = (form["username"] ?? "").trimmingSpaces
        name = (form["name"] ?? "").trimmingSpaces
        email = (form["email"] ?? "").trimmingSpaces
        role = form["role"] ?? ""
        active = form["active"] != nil
        isLocum = form["locum"] != nil
        password = form["password"] ?? ""
        clinician = form["clinician"] ?? ""
        linked = form["linked"] ?? clinician
        revision = form["revision"] ?? ""
    }

    /// A clinician's first account.
    init(of clinician: Clinician) {
        name = clinician.name
        role = Role.clinician.rawValue
        self.clinician = String(clinician.id)
    }

    init(username: String, name: String, email: String, role: String, password: String) {
        self.username = username.trimmingSpaces
        self.name = name.trimmingSpaces
        self.email = email.trimmingSpaces
        self.role = role
        self.password = password
    }

    /// All that can be told without looking at other accounts.
    /// - Parameter roles: those that may be given.
    mutating func check(practiceName: String, needsPassword: Bool, giving roles: [Role] = Role.allCases) {
        if name.isEmpty { errors.add("name", "Enter a full name") }
        if name.isLonger(than: 200) { errors.add("name", "Full name must be 200 characters or fewer") }
        if !name.isOneLine { errors.add("name", "Full name must be one line of text") }
        checkEmail()
        checkUsername()
        if needsPassword, let problem = PasswordRules.problem(password, context: [username, name, email, practiceName]) { errors.add("password", problem) }
        if Role(rawValue: role).map(roles.contains) != true { errors.add("role", "Choose a role", target: "role-1") }
    }

    /// - Parameter id: the account that is changed, whose own username and email are not "taken".
    mutating func checkTaken(_ db: Connection, except id: Int? = nil) throws {
        let accounts = AccountRepository(db)
        if try accounts.isTaken(username: username, except: id) { errors.add("username", "Another user has this username") }
        if try accounts.isTaken(email: email, except: id) { errors.add("email", "Another user has this email address") }
    }

    /// The clinician whose account it is to be; nil for nobody.
    mutating func chosenClinician(_ db: Connection, besides account: Int? = nil) throws -> Clinician? {
        guard !clinician.isEmpty else { return nil }
        let found = try ClinicianRepository(db, .practice).withoutAccount(or: account).first { String($0.id) == clinician }
        if found == nil { errors.add("clinician", "Choose a clinician who has no account yet") }
        return found
    }

    /// Whether the account still is as the page showed it.
    mutating func checkUnchanged(_ account: Account) {
        guard revision != String(account.revision) else { return }
        let now = "\(account.name), \(account.email), username \(account.username), \(account.role.label.lowercased())\(account.isLocum ? ", locum resource" : ""), \(account.active ? "active" : "not active")"
        errors.addChanged("The user", now: now, target: "name")
        revision = String(account.revision)
    }

    /// The account as the form would have it. Another role brings its own permissions; another address is nobody's yet.
    func changed(_ old: Account, role: Role) -> Account {
        var account = old
        if account.role != role {
            account.role = role
            account.permissions = role.permissions
        }
        if email.lowercased() != old.email.lowercased() { account.emailVerifiedAt = nil }
        account.username = username
        account.name = name
        account.email = email
        account.active = active
        account.isLocum = isLocum
        return account
    }

    mutating func refuse(_ field: String, _ message: String, target: String? = nil) { errors.add(field, message, target: target) }

    private mutating func checkUsername() {
        if username.isEmpty { errors.add("username", "Enter a username") }
        if username.isLonger(than: 64) { errors.add("username", "Username must be 64 characters or fewer") }
        let isPlain = username.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil || "._-".unicodeScalars.contains($0) }
        if !isPlain { errors.add("username", "Username must be letters, numbers, dots, hyphens and underscores only") }
    }

    private mutating func checkEmail() {
        if let problem = EmailAddress.problem(email) { errors.add("email", problem) }
    }
}
