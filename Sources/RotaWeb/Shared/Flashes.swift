import RotaStore
import Synchronization

/// The messages for logins' next pages that are not on the disk yet: whoever made one doesn't wait for it, and whoever asks next finds it here.
///
/// One that was said before a power cut is lost; what it told of is not.
final class Flashes: Sendable {
    /// Nil where one was shown and is to go.
    private struct Said {
        let text: String?
        let number: Int
    }

    private struct State {
        var said: [Int: Said] = [:]
        var count = 0
    }

    private let state = Mutex(State())

    /// Replaces the login's message; nil takes it away.
    func say(_ text: String?, to login: Int, in store: Store) {
        write(note(text, to: login), to: login, in: store)
    }

    /// Gives the message's number: of two messages the one with the higher number stands.
    func note(_ text: String?, to login: Int) -> Int {
        state.withLock { state in
            state.count += 1
            state.said[login] = Said(text: text, number: state.count)
            return state.count
        }
    }

    /// Two requests of one login may come here in another order than they had their numbers, so what is written is what stands by then.
    func write(_ number: Int, to login: Int, in store: Store) {
        store.writeSoon({ [self] db in
            guard let said = state.withLock({ $0.said[login] }) else { return }
            try LoginRepository(db).setFlash(said.text, of: login)
        }) { [self] _ in
            state.withLock { state in
                if state.said[login]?.number == number { state.said[login] = nil }
            }
        }
    }

    /// What readers of the database may not see yet, by login: to be asked for before they look, or a message could slip between the two.
    var waiting: [Int: String?] { state.withLock { $0.said.isEmpty ? [:] : $0.said.mapValues(\.text) } }
}
