/// What `rota mail test` sends, to see that mail arrives.
struct TestMail: MailView {
    static let kind = "test"
    static let holdsSecret = false

    let frame: MailLayout
    /// Who had it sent: "The command line".
    let sender: String

    static let preview = TestMail(frame: .preview, sender: "The command line")
}
