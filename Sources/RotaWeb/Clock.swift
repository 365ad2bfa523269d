import Civil
import Foundation

/// Where time comes from, so that a test can stand on any date.
package struct Clock: Sendable {
    package let now: @Sendable () -> Instant

    package init(now: @escaping @Sendable () -> Instant) { self.now = now }

    package static let system = Clock { Instant(seconds: Int(Date().timeIntervalSince1970)) }
}
