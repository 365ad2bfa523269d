import HTTP
import RotaDomain
import RotaStore

/// Which notices to show, as the address holds it. What it can't read shows all.
struct NotificationFilterForm: Sendable {
    let filter: NoticeFilter

    init(_ query: FormFields) {
        filter = NoticeFilter(category: query["kind"].flatMap(NoticeCategory.init), isUnread: query["show"] == "unread")
    }

    var isFiltered: Bool { filter != NoticeFilter() }

    func path(page: Int) -> String {
        let fields = [("kind", filter.category?.rawValue ?? ""), ("show", filter.isUnread ? "unread" : ""), ("page", page == 1 ? "" : String(page))].filter { !$0.1.isEmpty }
        return fields.isEmpty ? Paths.notifications : "\(Paths.notifications)?\(PercentEncoding.query(fields.map { (name: $0.0, value: $0.1) }))"
    }
}
