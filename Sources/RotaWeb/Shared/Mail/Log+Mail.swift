import Civil
import Mail

extension Log {
    /// The whole of a message, links and all: for development only, where `ROTA_MAIL_TRANSPORT` is `log`.
    package func show(_ message: Message, at now: Instant) {
        write(.info, at: now) { line in
            line.add("mail", message.id)
            line.add("to", message.to.address)
            line.add("subject", message.subject)
            line.add("text", message.text)
        }
    }
}
