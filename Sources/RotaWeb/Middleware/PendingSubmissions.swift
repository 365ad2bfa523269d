import Civil
import HTTP
import RotaStore
import Secrets

/// Lets each form take effect once: a second sending waits for the first and is led to its result (conventions §1.1).
///
/// It guards against the double click. What was saved is noted after the form's own transaction: a crash between the two lets a
/// second sending act, which revisions and unique names then meet.
final class PendingSubmissions: Sendable {
    private let running = Monitor<Set<String>>([])

    /// Runs the action unless the same answers with this token have led somewhere before. An empty token always runs.
    func once(_ token: String, _ context: SignedIn, _ action: () throws -> Response) throws -> Response {
        guard !token.isEmpty, token.utf8.count <= 64 else { return try action() }
        let token = Self.digest(context)
        let key = "\(context.login.id)/\(token)"
        running.wait { $0.insert(key).inserted ? true : nil }
        defer { running.withLock { _ = $0.remove(key) } }
        if let location = try context.store.read({ db in try FormSubmissionRepository(db).location(of: token, login: context.login.id) }) {
            return .redirect(to: location)
        }
        let response = try action()
        if response.status == .seeOther, let location = response.headers["Location"] {
            try context.store.write { db in
                let submissions = FormSubmissionRepository(db)
                try submissions.deleteOlder(than: context.now - 86_400)
                try submissions.record(token, login: context.login.id, location: location, at: context.now)
            }
        }
        return response
    }
    /// Of the whole form: after "Back", other answers are another form.
    private static func digest(_ context: SignedIn) -> String {
        var bytes = Array(context.request.target.utf8)
        for field in context.form.fields.fields {
            bytes += [0] + field.name.utf8 + [0] + field.value.utf8
        }
        for file in context.form.files { bytes += [0] + SHA256.hash(file.bytes) }
        return Base64URL.encode(SHA256.hash(bytes))
    }
}
