import HTML
import HTTP
import RotaDomain
import RotaStore

/// Who can sign in: list, add, change, deactivate (issue 2, item 10).
enum AccountsController {
    static func index(_ context: SignedIn) throws -> Response {
        let rows = try context.store.read { db in try AccountList(db).all() }
        return AccountListView(page: context.layout("Accounts", section: .accounts), rows: rows, viewer: context.account).page()
    }

    static func new(_ context: SignedIn) throws -> Response { 
        let clinician = try context.store.read { db in
            try ClinicianRepository(db, .practice).withoutAccount().first { String($0.id) == context.request.query["clinician"] }
        }
        return try newPage(context, clinician.map(AccountForm.init(of:)) ?? AccountForm())
    }

    static func create(_ context: SignedIn) throws -> Response {
        var form = AccountForm(context.form)
        guard let account = try context.accountChanges.create(&form) else { return try newPage(context, form, .unprocessableContent) }
        return try context.redirect(to: Paths.accounts, success: "\(account.name) can now sign in as \(account.username). Tell them their password in person.")
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
        guard try context.accountChanges.update(account.id, &form) != nil else { return try editPage(context, account, form, form.errors.status) }
        return try context.redirect(to: Paths.accounts, success: "Saved \(form.name)'s account.")
    }

    static let crumbs = [PageLayout.Link(label: "Accounts", path: Paths.accounts)]

    private static func newPage(_ context: SignedIn, _ form: AccountForm, _ status: Status = .ok) throws -> Response {
        let clinicians = try context.store.read { db in try ClinicianRepository(db, .practice).withoutAccount() }
        return AccountNewView(
            page: context.layout("Add an account", section: .accounts, crumbs: crumbs, errors: form.errors), token: try context.formToken(), form: form,
            roles: context.account.givesRoles, clinicians: clinicians
        ).page(status)
    }

    private static func editPage(_ context: SignedIn, _ account: Account, _ form: AccountForm, _ status: Status = .ok) throws -> Response {
        let clinicians = try context.store.read { db in try ClinicianRepository(db, .practice).withoutAccount(or: account.id) }
        return AccountEditView(
            page: context.layout(account.name, section: .accounts, crumbs: crumbs, errors: form.errors), token: try context.formToken(), account: account,
            form: form, viewer: context.account, clinicians: clinicians, hasMail: context.post.isOn
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
