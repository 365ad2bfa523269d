/// Follows a delivery: what is told of each stage, and whether to give up.
package struct Watch: Sendable {
    /// A sentence for each stage, without anything secret.
    let tell: @Sendable (String) -> Void
    /// Asked several times a second, also while a server is waited for.
    let isCancelled: @Sendable () -> Bool

    package init(tell: @escaping @Sendable (String) -> Void = { _ in }, isCancelled: @escaping @Sendable () -> Bool = { false }) {
        self.tell = tell
        self.isCancelled = isCancelled
    }
}
