import HTML
import HTTP
import RotaDomain
import RotaStore

/// What somebody who has a part in running the practice is mailed about: nothing, until they say so (S0.73, S0.74, S0.79).
enum NotificationChoicesController {
    static func edit(_ context: SignedIn) throws -> Response {
        let id = context.account.id
        let wanted = try context.store.read { db in try NotificationChoices(db).wanted(by: id) }
        let page = context.layout("Notification preferences", section: nil, crumbs: [PageLayout.Link(label: "Notifications", path: Paths.notifications)])
        return NotificationChoicesView(page: page, token: context.repeatableToken, wanted: wanted, isMailOn: context.post.isOn, address: context.account.email).page()
    }

    static func update(_ context: SignedIn) throws -> Response {
        let wanted = Set(context.form.fields.all("categories").compactMap(NoticeCategory.init)).intersection(NoticeCategory.optional)
        let account = context.account, actor = context.actor, now = context.now
        try context.store.write { db in
            let choices = NotificationChoices(db), before = try choices.wanted(by: account.id)
            guard before != wanted else { return }
            try choices.set(wanted, of: account.id)
            try AuditLog(db).record(
                "change notification preferences", AuditSubject("account", id: account.id, account.username), by: actor, at: now, before: fields(before), after: fields(wanted))
        }
        return try context.redirect(to: Paths.notificationChoices, success: "Your notification preferences are saved.")
    }

    static func fields(_ wanted: Set<NoticeCategory>) -> AuditFields {
        ["mailed about": NoticeCategory.optional.filter(wanted.contains).map(\.label).joined(separator: ", ")]
    }
}

struct NotificationChoicesView {
    let page: PageLayout
    let token: FormToken
    let field: ChoiceField
    /// Where nothing is mailed, whatever is ticked.
    let isMailOff: Bool
    let address: String

    init(page: PageLayout, token: FormToken, wanted: Set<NoticeCategory>, isMailOn: Bool, address: String) {
        self.page = page
        self.token = token
        self.address = address
        isMailOff = !isMailOn
        field = ChoiceField(
            id: "categories", name: "categories", legend: "Mail me about", isRadio: false,
            choices: NoticeCategory.optional.enumerated().map { number, category in
                ChoiceField.Choice(
                    id: "categories-\(number + 1)", value: category.rawValue, label: category.label, hint: category.meaning, checked: wanted.contains(category))
            })
    }

    static let preview = NotificationChoicesView(page: .preview, token: .preview, wanted: [.system], isMailOn: false, address: "priya@example.com")
}
