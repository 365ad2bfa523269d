import HTTP
import RotaDomain
import RotaStore
import SQLite

/// What the form of a clinician may be answered with.
struct ClinicianFormOptions {
    let groups: [ClinicianGroup]
    /// Accounts of nobody, or of this clinician (S0.7).
    let accounts: [Account]
    /// Whose account is whose decides what somebody sees, so it is for those who manage users; nobody else changes it.
    let linksAccounts: Bool

    init(groups: [ClinicianGroup], accounts: [Account], linksAccounts: Bool = true) {
        self.groups = groups
        self.accounts = accounts
        self.linksAccounts = linksAccounts
    }

    init(_ db: Connection, _ context: SignedIn, for id: Int?) throws {
        groups = try ClinicianGroupRepository(db, context.visibility).all()
        let clinicians = ClinicianRepository(db, context.visibility)
        let held = try id.flatMap { try clinicians.find($0)?.accountId }
        // Whoever stands above is neither linked nor unlinked here: their own form is shut too.
        let own = context.account, all = try clinicians.linkableAccounts(for: id)
        accounts = all.filter { $0.id == held || own.mayChange($0) }
        linksAccounts = own.may(.users) && !all.contains { $0.id == held && !own.mayChange($0) }
    }
}

/// A clinician's name, groups, status and account (S0.5 to S0.7, S0.83).
struct ClinicianForm {
    var name = ""
    var groups: Set<Int> = []
    var account = ""
    var active = true
    /// The answer to the question that deactivating somebody with an open term asks: "yes", "no", or not yet.
    var endTerm: String?
    var revision = 0
    /// The open term's words, once the question is to be asked.
    private(set) var openTerm: String?
    private(set) var errors = FieldErrors()

    init() {}

    init(_ clinician: Clinician, _ groups: [ClinicianGroup]) {
        name = clinician.name
        self.groups = Set(groups.map(\.id))
        account = clinician.accountId.map(String.init) ?? ""
        active = clinician.active
        revision = clinician.revision
    }

    init(_ form: FormBody) {
        name = (form["name"] ?? "").trimmingSpaces
        groups = Set(form.all("groups").compactMap { Int($0) })
        account = form["account"] ?? ""
        active = form["active"] != nil
        endTerm = form["end-term"]
        revision = form["revision"].flatMap { Int($0) } ?? 0
    }

    /// - Parameter old: whose account it was.
    func accountId(_ options: ClinicianFormOptions, old: Int?) -> Int? { options.linksAccounts ? Int(account) : old }

    /// Whether the clinician still is as the page showed.
    mutating func checkUnchanged(_ clinician: Clinician, _ groups: [ClinicianGroup], _ options: ClinicianFormOptions) {
        guard revision != clinician.revision else { return }
        let account = options.accounts.first { $0.id == clinician.accountId }.map { "account \($0.username)" }
        let now = [clinician.name, groups.isEmpty ? "in no group" : "in \(groups.map(\.name).formatted)", clinician.active ? "active" : "inactive", account ?? "no account"]
        errors.addChanged("This clinician", now: now.joined(separator: ", "), target: "name")
        revision = clinician.revision
    }

    mutating func check(_ options: ClinicianFormOptions) {
        if name.isEmpty { errors.add("name", "Enter a full name") }
        if name.count > 200 || name.unicodeScalars.count > 200 { errors.add("name", "Full name must be 200 characters or fewer") }
        if !name.isOneLine { errors.add("name", "Full name must be one line of text") }
        if !groups.isSubset(of: options.groups.map(\.id)) { errors.add("groups", "One of the groups was removed meanwhile; choose again", target: "groups-1") }
        if options.linksAccounts, !account.isEmpty, !options.accounts.contains(where: { String($0.id) == account }) {
            errors.add("account", "Choose an account that belongs to no other clinician")
        }
    }

    /// Deactivating somebody whose term goes on asks whether to end the term too (S0.82).
    mutating func askToEnd(_ term: TermDetails) {
        openTerm = TermWords.named(term)
        if endTerm != "yes", endTerm != "no" { errors.add("end-term", "Choose whether to end \(TermWords.named(term)) today", target: "end-term-1") }
    }
}
