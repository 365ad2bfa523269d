import Mail
import RotaWeb
import Secrets

/// `rota mail test`: sends one message at once, past the outbox, and says each step.
enum MailTest {
    static let subcommand = Subcommand(
        name: "mail", summary: "Send a test message, step by step",
        help: """
            Usage: rota mail test ADDRESS

            Sends a message to the address at once by the mail settings, also while the program runs, and says each step.
            Exit 0 when the mail server took it, else 1 with the reason and what to do.
            """,
        operands: 2, run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        let words = call.arguments.operands
        guard words.count == 2, words.first == "test", let address = words.last else { throw Arguments.Wrong(text: "Say whom to send a message: rota mail test you@example.org.") }
        guard let to = Mailbox(address: address) else { throw Arguments.Wrong(text: "\"\(address)\" is no e-mail address.") }
        let settings = try Installation.readSettings(call).configuration.settings
        let log = Log(format: settings.logFormat) { call.terminal.line($0.text) }
        guard let route = settings.mailRoute({ log.show($0, at: Clock.system.now()) }) else {
            throw Failure("Mail is off. Set ROTA_SMTP_HOST, ROTA_MAIL_FROM and ROTA_BASE_URL, or see .readme/mail.md for other ways.")
        }
        do throws(MailError) {
            let passage = try route.open(Watch { call.terminal.line($0) })
            defer { passage.close() }
            let answer = try passage.send(try TestMessage.make(settings, to: to, random: .system, at: Clock.system.now()))
            call.terminal.line("It was taken: \(answer)")
        } catch {
            throw Failure(lines: ["rota: \(error.description)", "rota: \(MailRemedy.words(for: error, settings))"])
        }
        try call.terminal.result("Sent to \(address) by \(route.words). See whether it arrives, and whether in the right folder.\n")
        return 0
    }
}

/// What to do about mail that does not go.
enum MailRemedy {
    static func words(for error: MailError, _ settings: Settings) -> String {
        guard settings.mailTransport == .smtp else { return "See ROTA_MAIL_PATH, and whether the user who runs the program may use it." }
        return switch (error.stage, error.isPermanent) {
        case (.connecting, _): "See ROTA_SMTP_HOST and ROTA_SMTP_PORT, and whether a firewall lets this machine out to that port."
        case (.greeting, _): settings.smtpSecurity == .tls ? "See whether that port is for ROTA_SMTP_SECURITY=tls (465)." : "If the port is 465, set ROTA_SMTP_SECURITY=tls."
        case (.securing, _):
            "See ROTA_SMTP_SECURITY (starttls for port 587, tls for 465) and that ROTA_SMTP_HOST is the name in the server's certificate. An authority of your own goes into this machine's trusted ones (update-ca-certificates)."
        case (.token, _): "See ROTA_SMTP_TOKEN_URL, ROTA_SMTP_CLIENT_ID, ROTA_SMTP_CLIENT_SECRET (they end after some time) and ROTA_SMTP_SCOPE."
        case (.signingIn, true): "See ROTA_SMTP_USERNAME and ROTA_SMTP_PASSWORD. Microsoft 365 and NHSmail take passwords no more: see .readme/mail.md for tokens."
        case (.signingIn, false): "If the server offers another way, see ROTA_SMTP_AUTH (xoauth2 needs ROTA_SMTP_TOKEN_URL too); else try again later."
        case (.hello, true): "The server does not like our name; set ROTA_SMTP_HELO to this machine's own."
        case (.sender, true): "See ROTA_MAIL_FROM and ROTA_SMTP_USERNAME: most servers send only for the account that signs in."
        case (.recipient, true): "See the address; a server that relays only for some needs ROTA_SMTP_USERNAME."
        case (.data, true), (.content, true), (.handingOver, true): "The server refuses the message itself; ask who runs it."
        // It said "later", or nothing: it has nothing against the name, the sender, the address or the message.
        case (_, false): "Try again later; the program's own mail is tried again by itself."
        }
    }
}
