import Civil
import Foundation
import HTTP
import RotaStore

/// Lets each form take effect once: a second sending waits for the first and is led to its result.
final class PendingSubmissions: Sendable {
    private let condition = NSCondition()
    private let running = RunningTokens()

    /// Touched only while `condition` is locked.
    private final class RunningTokens: @unchecked Sendable {
        var tokens: Set<String> = []
    }

    /// Runs the action unless the form with this token has led somewhere before. An empty token always runs.
    func once(_ token: String, _ context: SignedIn, _ action: () throws -> Response) throws -> Response {
        guard !token.isEmpty, token.utf8.count <= 64 else { return try action() }
        let key = "\(context.login.id)/\(token)"
        condition.lock()
        while running.tokens.contains(key) { condition.wait() }
        running.tokens.insert(key)
        condition.unlock()
        defer {
            condition.lock()
            running.tokens.remove(key)
            condition.broadcast()
            condition.unlock()
        }
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
}
