import Civil
import HTML
import Mail
import RotaStore
import Secrets

/// What `rota mail test` sends: a message like the outbox's, without a database.
package enum TestMessage {
    package static func make(_ settings: Settings, to: Mailbox, random: RandomSource, at now: Instant) throws(MailError) -> Message {
        let name = Mailbox(settings.mailFrom)?.name ?? "", practice = name.isEmpty ? SignedIn.unnamed : name
        let frame = MailLayout(
            subject: "Mail from Practice Rota arrives", practice: practice, home: settings.baseURL + Paths.home,
            reason: "You get this because somebody ran rota mail test with your address.")
        let html = TestMail(frame: frame, sender: "The command line").rendered()
        guard let bytes = try? random.bytes(18) else { throw MailError.unusable("There is no randomness to be had.") }
        return try settings.message(
            DueMail(
                id: 0, kind: TestMail.kind, toName: to.name, toAddress: to.address, subject: frame.subject, text: PlainText(of: html).text,
                html: String(decoding: html, as: UTF8.self), unsubscribe: nil, messageId: Base64URL.encode(bytes), createdAt: now, attempts: 1))
    }
}
