import HTML
import HTTP
import RotaStore

/// The audit log: who did what, when, before and after (B12).
enum AuditController {
    static func index(_ context: SignedIn) throws -> Response {
        let form = AuditSearchForm(context.request.query, today: context.today)
        let page = Numbers.whole(context.request.query["page"] ?? "", in: 1...999_999) ?? 1
        let (found, kinds) = try context.store.read { db in
            let log = AuditLog(db)
            return (try log.page(form.search, limit: AuditListView.pageSize, offset: (page - 1) * AuditListView.pageSize), try log.kinds())
        }
        guard page == 1 || !found.entries.isEmpty else { return .redirect(to: form.path(page: 1)) }
        return AuditListView(
            page: context.layout("Audit log", section: .audit, errors: form.errors), form: form, kinds: kinds, found: found,
            pages: Pagination(context.request.query, total: found.total, size: AuditListView.pageSize) { form.path(page: $0) }
        ).page(form.errors.isEmpty ? .ok : .unprocessableContent)
    }
}

extension Routes {
    static let audit: [Endpoint] = [
        .get("/audit", access: .may(.audit), AuditController.index)
    ]
}

extension Paths {
    static let audit = "/audit"
    static func audit(about words: String) -> String { "\(audit)?\(PercentEncoding.query([(name: "q", value: words)]))" }
}
