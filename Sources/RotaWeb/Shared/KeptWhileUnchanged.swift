import SQLite
import Synchronization

/// Values worked out from the database, each good for as long as nothing in it changes, whoever writes: SQLite says so, by `PRAGMA data_version`,
/// to each of the connections that read, which therefore keep their own. Whatever else a value depends on, above all who may see it, belongs into its key.
final class KeptWhileUnchanged<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Place: Hashable {
        let version: DataVersion
        let key: Key
    }

    private struct State {
        var values: [Place: (value: Value, usedAt: Int)] = [:]
        var uses = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter limit: how many values are kept; the one that was not used for the longest time goes first.
    init(limit: Int) { self.limit = limit }

    /// - Parameter version: asked for in the transaction in which `make` reads.
    func value(_ key: Key, at version: DataVersion, make: () throws -> Value) rethrows -> Value {
        let place = Place(version: version, key: key)
        if let known = known(place) { return known }
        let value = try make()
        state.withLock { state in
            state.uses += 1
            if state.values[place] == nil, state.values.count >= limit, let oldest = state.values.min(by: { $0.value.usedAt < $1.value.usedAt })?.key {
                state.values[oldest] = nil
            }
            state.values[place] = (value, state.uses)
        }
        return value
    }

    private func known(_ place: Place) -> Value? {
        state.withLock { state in
            guard let value = state.values[place]?.value else { return nil }
            state.uses += 1
            state.values[place]?.usedAt = state.uses
            return value
        }
    }
}
