import HTML
import HTTP
import RotaDomain
import RotaStore

/// Settings › Users: who can sign in; list, look, add, change, deactivate (issue 5.6).
enum AccountsController {
    static let perPage = 50

    static func index(_ context: SignedIn) throws -> Response {
        let search = AccountSearch(context.request.query)
        let (found, roles) = try context.store.read { db in (try AccountList(db).all(search.filter), try TwoStepRepository(db).roles()) }
        let pagination = Pagination(context.request.query, total: found.count, size: perPage) { search.path(page: $0) }
        return AccountIndexView(
            page: context.layout("Users", section: .accounts), search: search, pagination: pagination, rows: Array(found.dropFirst(pagination.offset).prefix(perPage)),
            twoStepRoles: roles, viewer: context.account
        ).page()
    }

    static func show(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        let (found, roles, link) = try context.store.read { db in
            (try AccountList(db).find(id), try TwoStepRepository(db).roles(), try FirstPasswordLink(of: id, db, at: context.now))
        }
        guard let row = found else { throw PageError.notFound }
        return AccountShowView(
            page: context.layout(row.account.name, section: .accounts, crumbs: crumbs), row: row, twoStepRoles: roles, viewer: context.account, hasMail: context.post.isOn,
            link: link
        ).page()
    }

    static func new(_ context: SignedIn) throws -> Response {
        let clinician = try context.store.read { db in
            try ClinicianRepository(db, .practice).withoutAccount().first { String($0.id) == context.request.query["clinician"] }
        }
        return try newPage(context, clinician.map(AccountForm.init(of:)) ?? AccountForm())
    }

    static func create(_ context: SignedIn) throws -> Response {
        var form = AccountForm(context.form)
        let mailsLink = context.post.isOn
        guard let account = try context.accountChanges.create(&form, mailsLink: mailsLink) else { return try newPage(context, form, .unprocessableContent) }
        return try context.redirect(
            to: Paths.account(account.id),
            success: mailsLink
                ? "A link to choose a password is on its way to \(account.email). It works once, for 7 days. Then \(account.name) signs in as \(account.username)."
                : "\(account.name) can now sign in as \(account.username). Tell them their password in person.")
    }

    static func edit(_ context: SignedIn) throws -> Response {
        let account = try context.otherAccount()
        var form = AccountForm(account)
        form.clinician = try context.store.read { db in
            try ClinicianRepository(db, .practice).withoutAccount(or: account.id).first { $0.accountId == account.id }.map { String($0.id) } ?? ""
        }
        form.linked = form.clinician
        return try editPage(context, account, form)
    }

    static func update(_ context: SignedIn) throws -> Response {
        let account = try context.otherAccount()
        var form = AccountForm(context.form)
        guard let saved = try context.accountChanges.update(account.id, &form) else { return try editPage(context, account, form, form.errors.status) }
        let isOpen = saved.id != context.account.id || saved.may(.users)
        return try context.redirect(to: isOpen ? Paths.account(saved.id) : Paths.home, success: "What you changed of \(saved.name) is saved.")
    }

    static let crumbs = [PageLayout.Link(label: "Users", path: Paths.accounts)]
    static func crumbs(_ account: Account) -> [PageLayout.Link] { crumbs + [PageLayout.Link(label: account.name, path: Paths.account(account.id))] }

    private static func newPage(_ context: SignedIn, _ form: AccountForm, _ status: Status = .ok) throws -> Response {
        let clinicians = try context.store.read { db in try ClinicianRepository(db, .practice).withoutAccount() }
        return AccountNewView(
            page: context.layout("Add user", section: .accounts, crumbs: crumbs, errors: form.errors), token: try context.formToken(), form: form,
            roles: context.account.givesRoles, clinicians: clinicians, hasMail: context.post.isOn
        ).page(status)
    }

    private static func editPage(_ context: SignedIn, _ account: Account, _ form: AccountForm, _ status: Status = .ok) throws -> Response {
        let clinicians = try context.store.read { db in try ClinicianRepository(db, .practice).withoutAccount(or: account.id) }
        return AccountEditView(
            page: context.layout("Edit user", section: .accounts, crumbs: crumbs(account), errors: form.errors), token: try context.formToken(), account: account,
            form: form, viewer: context.account, clinicians: clinicians
        ).page(status)
    }
}

extension SignedIn {
    var accountChanges: AccountChanges { AccountChanges(practice: practice, actor: actor, authority: account) }

    /// The account that the address names, if this one may change it.
    func otherAccount() throws -> Account {
        let id = try id()
        return try store.read { db in try accountChanges.find(id, db) }
    }
}
