import Foundation

/// A value behind a lock that can be waited on.
///
/// @unchecked: the value is touched only while the condition is locked.
final class Monitor<Value>: @unchecked Sendable {
    private let condition = NSCondition()
    private var value: Value

    init(_ value: sending Value) { self.value = value }

    func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        try condition.withLock {
            defer { condition.broadcast() }
            return try body(&value)
        }
    }

    /// Waits until `body` gives a result; it is asked again after each change.
    func wait<Result>(_ body: (inout Value) -> Result?) -> Result {
        condition.withLock {
            while true {
                if let result = body(&value) { return result }
                condition.wait()
            }
        }
    }
}
