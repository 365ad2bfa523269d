import Civil
import RotaDomain
import RotaStore

struct NotificationListView {
    static let pageSize = 30

    struct Row {
        let words: String
        let path: String
        let when: String
        let kind: String
        let isUnread: Bool
    }

    let page: PageLayout
    let token: FormToken
    /// Only who can have several kinds filters by one.
    let isAdmin: Bool
    let kind: SelectField
    let show: SelectField
    let isFiltered: Bool
    let caption: String
    let rows: [Row]
    /// Nil where nothing is unread.
    let readAll: String?
    /// The newest notice when the page was made.
    let last: Int
    let empty: String
    let emptyHint: String
    let pages: Pagination

    init(page: PageLayout, token: FormToken, form: NotificationFilterForm, notices: [Notice], pages: Pagination, newest: Int, unread: Int, isAdmin: Bool) {
        self.page = page
        self.token = token
        self.isAdmin = isAdmin
        let filter = form.filter
        kind = SelectField(
            id: "kind", label: "Kind",
            options: [SelectField.Option(value: "", label: "All kinds", selected: filter.category == nil)]
                + NoticeCategory.allCases.map { SelectField.Option(value: $0.rawValue, label: $0.label, selected: $0 == filter.category) })
        show = SelectField(
            id: "show", label: "Show",
            options: [
                SelectField.Option(value: "", label: "Read and unread", selected: !filter.isUnread), SelectField.Option(value: "unread", label: "Unread only", selected: filter.isUnread),
            ])
        isFiltered = form.isFiltered
        caption = counted(pages.total, filter.isUnread ? "unread notification" : "notification")
        rows = notices.map { Row(words: $0.words, path: Paths.notification($0.id), when: $0.at.words, kind: $0.category.label, isUnread: !$0.isRead) }
        readAll = unread > 0 ? Paths.notificationsReading : nil
        last = newest
        empty = form.isFiltered ? "Nothing fits this filter" : "No notifications yet"
        emptyHint = isAdmin
            ? "Failures, things that wait for a decision, and staffing warnings of published dates will be listed here."
            : "When shifts of yours are published or changed, it will be listed here."
        self.pages = pages
    }

    static let preview = NotificationListView(
        page: .preview, token: .preview, form: NotificationFilterForm(.init()), notices: [.preview], pages: Pagination(.init(), total: 1) { _ in "/notifications" }, newest: 7,
        unread: 1, isAdmin: true)
}

/// A notice that leads nowhere else.
struct NotificationView {
    let page: PageLayout
    let kind: String
    let words: String
    let when: String

    init(page: PageLayout, _ notice: Notice) {
        self.page = page
        kind = notice.category.label
        words = notice.words
        when = notice.at.words
    }

    static let preview = NotificationView(page: .preview, .preview)
}

extension Notice {
    static let preview = Notice(
        id: 7, category: .operational, words: "Dr Amara Okafor has signed up and proved their email address.", path: "/clinicians/7", at: Instant(seconds: 1_795_000_000), isRead: false)
}
