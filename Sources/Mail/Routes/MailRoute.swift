/// How mail leaves the program.
package protocol MailRoute: Sendable {
    /// Where it goes, in words: "smtp.example.org, port 587".
    var words: String { get }
    /// Makes the way for some messages: connects and signs in, where that is to be done.
    func open(_ watch: Watch) throws(MailError) -> any MailPassage
}

/// A way that several messages go, one after another, on one thread.
package protocol MailPassage: AnyObject {
    /// False after an error that ended it.
    var isOpen: Bool { get }
    /// Returns when somebody else has the message safe, with their words.
    func send(_ message: Message) throws(MailError) -> String
    func close()
}

/// A relay (RFC 5321).
package struct SMTPRoute: MailRoute {
    private let settings: SMTPSettings
    private let tokens: AccessTokens?

    package init(_ settings: SMTPSettings) {
        self.settings = settings
        tokens = settings.token.map { AccessTokens($0, milliseconds: settings.timeout) }
    }

    package var words: String { "\(settings.host), port \(settings.port)" }

    package func open(_ watch: Watch) throws(MailError) -> any MailPassage { try SMTPConnection(settings, tokens: tokens, watch) }
}
