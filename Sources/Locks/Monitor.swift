/// A value behind a lock that can be waited on.
///
/// `@unchecked Sendable`: the value is touched only under the lock. `@inlinable`, since each request passes a few of these: as generic calls into another
/// module they cost a small page a twentieth of its speed.
package final class Monitor<Value>: @unchecked Sendable {
    @usableFromInline let lock = Lock()
    @usableFromInline let condition = Condition()
    @usableFromInline var value: Value

    @inlinable package init(_ value: sending Value) { self.value = value }

    /// Wakes nobody.
    @inlinable package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        try lock.withLock { try body(&value) }
    }

    /// The same, and wakes all who wait.
    @discardableResult
    @inlinable package func change<Result>(_ body: (inout Value) -> Result) -> Result {
        defer { condition.wakeAll() }
        return withLock(body)
    }

    /// Waits until `body` gives a result, which it is asked for again after each waking.
    @inlinable package func wait<Result>(_ body: (inout Value) -> Result?) -> Result {
        lock.withLock {
            while true {
                if let result = body(&value) { return result }
                condition.wait(lock)
            }
        }
    }

    /// The same for so long at the most; then nil.
    @inlinable package func wait<Result>(atMost duration: Duration, _ body: (inout Value) -> Result?) -> Result? {
        lock.withLock {
            var result: Result?
            _ = condition.wait(lock, atMost: duration) {
                result = body(&value)
                return result != nil
            }
            return result
        }
    }

    /// For a change that is of use to one alone, made by `withLock`.
    @inlinable package func wakeOne() { condition.wakeOne() }
}
