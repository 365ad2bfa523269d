import Glibc
import Mail
import RotaWeb

/// Whether mail can go: a mail server is greeted and signed in to, and nothing is sent.
enum MailCheckup {
    static func findings(_ settings: Settings) -> [Finding] {
        switch settings.mailTransport {
        case .off: [.ok("mail", "is off: invitations are handed over by hand, and nobody can set a new password by themselves")]
        case .log: [.warning("mail", "is written to the log and goes to nobody; links that let people in stand there", "Set ROTA_SMTP_HOST where a practice works with the program, and ROTA_MAIL_TRANSPORT to smtp.")]
        case .file: [.warning("mail", "goes into the folder \(settings.mailPath), and to nobody", "Have another program send what lies there, or set ROTA_MAIL_TRANSPORT to smtp.")]
        case .sendmail: [tried(settings)]
        case .smtp: risks(settings) + [tried(settings)]
        }
    }

    private static func risks(_ settings: Settings) -> [Finding] {
        var findings: [Finding] = []
        let isOwn = settings.smtp.isLoopback
        if settings.smtpSecurity == .none, !isOwn {
            let what = settings.smtpUsername.isEmpty ? "mail crosses" : "the password and all mail cross"
            findings.append(.problem("mail", "ROTA_SMTP_SECURITY is none: \(what) the network in the clear", "Set it to starttls or tls."))
        }
        if settings.smtpSecurity != .none, !settings.smtpVerify {
            findings.append(.warning("mail", "ROTA_SMTP_VERIFY is 0: an impostor's mail server would be believed", "Remove it; an authority of your own goes into this machine's trusted ones."))
        }
        return findings
    }

    private static func tried(_ settings: Settings) -> Finding {
        var settings = settings
        settings.smtpTimeout = min(settings.smtpTimeout, 10_000)
        guard let route = settings.mailRoute({ _ in }) else { return .ok("mail", "is off") }
        do throws(MailError) {
            try route.open(Watch()).close()
            return .ok("mail", "\(route.words) is there\(settings.mailTransport == .smtp && !settings.smtpUsername.isEmpty ? " and takes our sign-in" : "")")
        } catch {
            return .problem("mail", error.description, MailRemedy.words(for: error, settings))
        }
    }
}
