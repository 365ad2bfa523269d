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

    /// Waits until `body` gives a result, which it is asked for again after each change, or for so many seconds at the most: then nil.
    @discardableResult
    func wait<Result>(atMost seconds: Double? = nil, _ body: (inout Value) -> Result?) -> Result? {
        let end = seconds.map { Date(timeIntervalSinceNow: $0) }
        return condition.withLock {
            while true {
                if let result = body(&value) { return result }
                if let end {
                    if !condition.wait(until: end) { return body(&value) }
                } else {
                    condition.wait()
                }
            }
        }
    }
}
