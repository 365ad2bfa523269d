import HTML
import HTTP
import RotaDomain
import RotaStore

/// What happened that somebody should know, as a list of their own (issue 5.15).
enum NotificationsController {
    static func index(_ context: SignedIn) throws -> Response {
        let form = NotificationFilterForm(context.request.query), account = context.account
        let total = try context.store.read { db in try NoticeList(db, of: account).count(form.filter) }
        let pages = Pagination(context.request.query, total: total, size: NotificationListView.pageSize) { form.path(page: $0) }
        let notices = try context.store.read { db in try NoticeList(db, of: account).page(form.filter, limit: pages.size, offset: pages.offset) }
        let newest = try context.store.read { db in try NoticeList(db, of: account).page(NoticeFilter(), limit: 1, offset: 0).first?.id }
        return NotificationListView(
            page: context.layout("Notifications", section: nil), token: context.repeatableToken, form: form, notices: notices, pages: pages, newest: newest ?? 0,
            unread: context.unread, isAdmin: context.account.isDashboardAdmin
        ).page()
    }

    /// Opens what the notice is about. Having looked is noted without the audit log, as "last seen" is; a look ahead of the reader is none.
    static func show(_ context: SignedIn) throws -> Response {
        let id = try context.id(), account = context.account, now = context.now
        guard let notice = try context.store.read({ db in try NoticeList(db, of: account).find(id) }) else { throw PageError.notFound }
        let isReader = context.request.method == .get && context.request.headers["Sec-Purpose"] == nil
        if isReader, !notice.isRead { try context.store.write { db in try NoticeList(db, of: account).markRead(id, at: now) } }
        if let path = notice.path { return .redirect(to: path) }
        let crumbs = [PageLayout.Link(label: "Notifications", path: Paths.notifications)]
        return NotificationView(page: context.layout(notice.category.label, section: nil, crumbs: crumbs), notice).page()
    }

    static func readAll(_ context: SignedIn) throws -> Response {
        guard let last = Int(context.form["last"] ?? "") else { throw PageError.notFound }
        let account = context.account, now = context.now
        _ = try context.store.write { db in try NoticeList(db, of: account).markAllRead(upTo: last, at: now) }
        return try context.redirect(to: Paths.notifications, success: "Everything in the list is marked as read.")
    }
}
