import Civil
import HTTP
import Mail
import RotaStore

/// What the settings say of mail, for who sends it.
extension Settings {
    /// The host that browsers know the program by, without its port: the right part of a Message-ID.
    package var mailDomain: String {
        let authority = baseURL.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" }
        let host = HostAndPort(String(authority))?.host ?? String(authority)
        return host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host.isEmpty ? "localhost" : host
    }

    /// Where it goes; nil where mail is off.
    /// - Parameter show: takes a message for the log.
    package func mailRoute(_ show: @escaping @Sendable (Message) -> Void) -> (any MailRoute)? {
        switch mailTransport {
        case .off: nil
        case .smtp: SMTPRoute(smtp)
        case .sendmail: SendmailRoute(path: mailPath.isEmpty ? Settings.sendmail : mailPath, milliseconds: smtpTimeout * 5)
        case .file: FileRoute(folder: mailPath)
        case .log: LogRoute(show)
        }
    }

    package static let sendmail = "/usr/sbin/sendmail"

    package var smtp: SMTPSettings {
        let port = smtpPort > 0 ? smtpPort : smtpSecurity == .tls ? 465 : 587
        var smtp = SMTPSettings(host: smtpHost, port: port, security: smtpSecurity)
        (smtp.verifies, smtp.username, smtp.password, smtp.timeout) = (smtpVerify, smtpUsername, smtpPassword, smtpTimeout)
        smtp.signIn = SMTPSettings.SignIn(rawValue: smtpAuth.rawValue)
        smtp.helo = smtpHelo.isEmpty ? helo : smtpHelo
        if !smtpTokenURL.isEmpty { smtp.token = TokenSettings(url: smtpTokenURL, clientID: smtpClientID, clientSecret: smtpClientSecret, scope: smtpScope) }
        return smtp
    }

    /// The program's own name where it has a real one; else the connection's address stands in (RFC 5321 §4.1.1.1).
    private var helo: String {
        let domain = mailDomain
        return domain.contains(".") && domain.utf8.contains { !(0x30...0x39).contains($0) && $0 != 0x2E } && !domain.hasPrefix("[") ? domain : ""
    }

    /// A mail of the outbox as it goes on the wire. Throws `MailError` for one that can't be sent as it is.
    func message(_ mail: DueMail) throws(MailError) -> Message {
        guard let from = Mailbox(mailFrom) else { throw MailError.unusable("ROTA_MAIL_FROM is no address.") }
        guard let to = Mailbox(name: mail.toName, address: mail.toAddress) else { throw MailError.unusable("\(mail.toAddress) is no email address.") }
        do throws(Message.BadHeader) {
            return try Message(
                from: from, to: to, subject: mail.subject, text: mail.text, html: mail.html, id: "\(mail.messageId)@\(mailDomain)", date: mail.createdAt.seconds,
                unsubscribe: mail.unsubscribe)
        } catch {
            throw MailError.unusable(error.description)
        }
    }
}
