import Mail
import RotaWeb

extension Configuration {
    /// Who names a mail server wants mail sent by it.
    mutating func chooseMail(isChosen: Bool) {
        if !isChosen, !settings.smtpHost.isEmpty { settings.mailTransport = .smtp }
    }

    /// The sentence for settings of mail that can't stand together, or that want another; nil where there are none.
    var mailContradiction: String? {
        guard settings.mailTransport != .off else { return nil }
        let way = "Mail goes out by \(settings.mailTransport.rawValue)"
        if settings.baseURL.isEmpty { return "\(way), but ROTA_BASE_URL is not set, so the links in it would lead nowhere. Set it to the address that browsers use, or ROTA_MAIL_TRANSPORT to off." }
        if settings.mailFrom.isEmpty { return "\(way), but ROTA_MAIL_FROM is not set. Set it to the address that mail is from, or ROTA_MAIL_TRANSPORT to off." }
        if settings.mailTransport == .file, settings.mailPath.isEmpty { return "\(way), but ROTA_MAIL_PATH is not set. Set it to the folder, or ROTA_MAIL_TRANSPORT to off." }
        return settings.mailTransport == .smtp ? smtpContradiction : nil
    }

    private var smtpContradiction: String? {
        if settings.smtpHost.isEmpty { return "ROTA_MAIL_TRANSPORT is smtp, but ROTA_SMTP_HOST is not set. Set it to the mail server's name, or ROTA_MAIL_TRANSPORT to off." }
        let token = [settings.smtpTokenURL, settings.smtpClientID, settings.smtpClientSecret]
        if token.contains(""), !token.allSatisfy(\.isEmpty) {
            return "Of ROTA_SMTP_TOKEN_URL, ROTA_SMTP_CLIENT_ID and ROTA_SMTP_CLIENT_SECRET some are set and some are not. Set all three, or none."
        }
        let hasToken = !settings.smtpTokenURL.isEmpty
        if settings.smtpAuth == .xoauth2, !hasToken { return "ROTA_SMTP_AUTH is xoauth2, but ROTA_SMTP_TOKEN_URL is not set. Set it, the client's id and its secret, or another ROTA_SMTP_AUTH." }
        if settings.smtpUsername.isEmpty, hasToken || !settings.smtpPassword.isEmpty || settings.smtpAuth != .best {
            return "A way to sign in to the mail server is set, but ROTA_SMTP_USERNAME is not. Set it, or remove the others."
        }
        if !settings.smtpUsername.isEmpty, settings.smtpPassword.isEmpty, !hasToken {
            return "ROTA_SMTP_USERNAME is set, but neither ROTA_SMTP_PASSWORD nor ROTA_SMTP_TOKEN_URL is. Set one of them, or remove the name."
        }
        return nil
    }
}
