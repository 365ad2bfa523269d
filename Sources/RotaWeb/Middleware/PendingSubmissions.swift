import Civil
import HTTP
import Locks
import RotaStore
import Secrets

/// Lets each form take effect once: a second sending waits for the first and is led to its result (conventions §1.1).
///
/// Who waits holds a thread that others need. So of a form sent over and over only the latest sending waits, whose answer the browser shows, and not
/// for ever; the others are refused.
///
/// It guards against the double click. What was saved is noted after the form's own transaction: a crash between the two lets a
/// second sending act, which revisions and unique names then meet. So does a note that can't be written, whose form was saved for all that.
final class PendingSubmissions: Sendable {
    private struct State {
        /// Of all sendings.
        var count = 0
        /// The number of the latest sending of each form at work.
        var latest: [String: Int] = [:]
    }

    private let running = Monitor(State())
    private let patience: Duration

    /// - Parameter patience: how long a second sending waits.
    init(patience: Duration = .seconds(5)) { self.patience = patience }

    /// Runs the action unless the same answers with this token have led somewhere before. An empty token always runs. Throws `PageError.underWay`.
    func once(_ token: String, _ context: SignedIn, _ action: () throws -> Response) throws -> Response {
        guard !token.isEmpty, token.utf8.count <= 64 else { return try action() }
        let token = Self.digest(context)
        let key = "\(context.login.id)/\(token)"
        guard takesTurn(key) else { throw PageError.underWay }
        let end: @Sendable () -> Void = { [running] in running.change { $0.latest[key] = nil } }
        do {
            if let location = try context.store.read({ db in try FormSubmissionRepository(db).location(of: token, login: context.login.id) }) {
                end()
                return .redirect(to: location)
            }
            let response = try action()
            guard response.status == .seeOther, let location = response.headers["Location"] else {
                end()
                return response
            }
            record(token, context, location, end)
            return response
        } catch {
            end()
            throw error
        }
    }

    /// Waits for the form's other sendings; false when a later one waits instead, or it took too long.
    private func takesTurn(_ key: String) -> Bool {
        let (number, isFree) = running.change { state in
            state.count += 1
            return (state.count, state.latest.updateValue(state.count, forKey: key) == nil)
        }
        if isFree { return true }
        let isOurs: Bool? = running.wait(atMost: patience) { state in
            if let latest = state.latest[key] { return latest > number ? false : nil }
            state.latest[key] = number
            return true
        }
        return isOurs ?? false
    }

    /// Notes where the form led to; who waits with the same form goes on once the note can be read.
    private func record(_ token: String, _ context: SignedIn, _ location: String, _ end: @escaping @Sendable () -> Void) {
        let (login, now) = (context.login.id, context.now)
        context.store.writeSoon(
            { db in
                let submissions = FormSubmissionRepository(db)
                try submissions.deleteOlder(than: now - 86_400)
                try submissions.record(token, login: login, location: location, at: now)
            }, ended: { _ in end() })
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
