/// Shows each message to who develops the program. Its text may hold links that let people in: not for a practice.
package struct LogRoute: MailRoute {
    private let show: @Sendable (Message) -> Void

    package init(_ show: @escaping @Sendable (Message) -> Void) { self.show = show }

    package var words: String { "the log" }

    package func open(_ watch: Watch) throws(MailError) -> any MailPassage { LogPassage(show) }
}

private final class LogPassage: MailPassage {
    private let show: @Sendable (Message) -> Void
    let isOpen = true

    init(_ show: @escaping @Sendable (Message) -> Void) { self.show = show }

    func send(_ message: Message) throws(MailError) -> String {
        show(message)
        return "Written to the log"
    }

    func close() {}
}
