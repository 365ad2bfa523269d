import Civil
import HTTP
import RotaDomain
import RotaStore

extension Routes {
    /// The clinicians' leave (B1).
    static let leave: [Endpoint] = [
        .get("/leave", access: .may(.requests), LeaveController.index),
        .post("/leave", access: .may(.requests), LeaveController.create),
        .get("/leave/new", access: .may(.requests), LeaveController.new),
        .get("/leave/:id/edit", access: .may(.requests), LeaveController.edit),
        .post("/leave/:id", access: .may(.requests), LeaveController.update),
        .post("/leave/:id/cancellation", access: .may(.requests), LeaveCancellationsController.create),
    ]
}

extension Paths {
    static let leave = "/leave"
    static let newLeave = "/leave/new"
    static func newLeave(of clinician: Int) -> String { "/leave/new?clinician=\(clinician)" }
    static func leave(_ id: Int) -> String { "/leave/\(id)" }
    static func editLeave(_ id: Int) -> String { "/leave/\(id)/edit" }
    static func leaveCancellation(_ id: Int) -> String { "/leave/\(id)/cancellation" }

    /// The list with the same filter, on another page.
    static func leave(_ fields: [(name: String, value: String)], page: Int) -> String {
        let pairs = fields.filter { !$0.value.isEmpty } + (page > 1 ? [("page", String(page))] : [])
        return leave + (pairs.isEmpty ? "" : "?" + pairs.map { "\($0.name)=\(PercentEncoding.encode($0.value))" }.joined(separator: "&"))
    }
}
