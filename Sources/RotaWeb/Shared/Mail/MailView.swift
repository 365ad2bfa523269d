import HTML

/// The view of one of the program's mails: `Templates/mail/<kind>.html`, whose frame is `layouts/mail`. The plain text is made from the same markup
/// (`PlainText`), so that the two can't tell different things.
protocol MailView: View {
    /// The template's name below `Templates/mail/`.
    static var kind: String { get }
    /// There is a link inside that opens something (an invitation, a new password).
    static var holdsSecret: Bool { get }
    var frame: MailLayout { get }
}

/// The frame of every mail.
struct MailLayout {
    let subject: String
    let practice: String
    /// How browsers reach the program, for the name at the foot.
    let home: String
    /// Why the reader gets it: "You get this because …", a sentence.
    let reason: String
    /// Where these mails end; nil for those that nobody can do without.
    var unsubscribe: String?

    static let preview = MailLayout(
        subject: "Your account at Elm Surgery", practice: "Elm Surgery", home: "https://rota.example.org/",
        reason: "You get this because somebody at Elm Surgery added you to their rota.")
}
