/// The last step of set-up: the first account.
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
