import Mail
import RotaWeb

/// How mail goes out (`.readme/mail.md`).
extension SettingKey {
    static let mail: [SettingKey] = [
        .choice(
            "ROTA_MAIL_TRANSPORT", "how mail goes out: `smtp` by a mail server, `sendmail` by a program of this machine, `file` into a folder, `log` into the log (for development: links that let people in stand there), `off`",
            \.settings.mailTransport, unlessSet: "`smtp` where `ROTA_SMTP_HOST` is set, else `off`"),
        .text(
            "ROTA_MAIL_FROM", "whom mail is from, such as `Elm Surgery <rota@elm.example>`", \.settings.mailFrom, must: "an e-mail address, or a name and an address as in: Elm Surgery <rota@elm.example>",
            unlessSet: "none; needed to send mail"
        ) { isOneLine($0) && Mailbox($0) != nil },
        .text(
            "ROTA_MAIL_PATH", "the program for `sendmail`, the folder for `file`", \.settings.mailPath, must: "a path from the root on", unlessSet: "`/usr/sbin/sendmail`"
        ) { $0.hasPrefix("/") },
        .text("ROTA_SMTP_HOST", "the mail server's name", \.settings.smtpHost, must: "a host's name or address, without a port", unlessSet: "none", isHost),
        .number("ROTA_SMTP_PORT", "the mail server's port; 0 takes the usual one", \.settings.smtpPort, in: 0...65_535, unlessSet: "587, or 465 where security is `tls`"),
        .choice(
            "ROTA_SMTP_SECURITY", "`starttls` encrypts after the greeting or sends nothing, `tls` encrypts from the start, `none` never: passwords and mail cross the network in the clear",
            \.settings.smtpSecurity),
        .text("ROTA_SMTP_USERNAME", "the name to sign in with at the mail server", \.settings.smtpUsername, must: "a name, mostly an e-mail address", unlessSet: "no sign-in", isOneLine),
        .text("ROTA_SMTP_PASSWORD", "the password to sign in with", \.settings.smtpPassword, must: "the password", isSecret: true, unlessSet: "none", isOneLine),
        .choice("ROTA_SMTP_AUTH", "how to sign in; `best` is `xoauth2` where `ROTA_SMTP_TOKEN_URL` is set, else what the server offers of `plain` and `login`", \.settings.smtpAuth),
        .text("ROTA_SMTP_HELO", "the name that the program greets with", \.settings.smtpHelo, must: "a host's name, or an address in square brackets", unlessSet: "the host of `ROTA_BASE_URL`") {
            isHost($0.filter { $0 != "[" && $0 != "]" })
        },
        .flag("ROTA_SMTP_VERIFY", "0 takes any certificate from the mail server, an impostor's too", \.settings.smtpVerify),
        .number("ROTA_SMTP_TIMEOUT", "seconds for the mail server to answer a command; to take a whole message it has five times as many", \.settings.smtpTimeout, in: 1...600, scale: 1_000),
        .text("ROTA_SMTP_TOKEN_URL", "where tokens for `xoauth2` come from", \.settings.smtpTokenURL, must: "an https:// address", unlessSet: "none") {
            $0.hasPrefix("https://") && $0.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        },
        .text("ROTA_SMTP_CLIENT_ID", "the program's own id there", \.settings.smtpClientID, must: "the application's (client) id", unlessSet: "none", isOneLine),
        .text("ROTA_SMTP_CLIENT_SECRET", "the program's own secret there", \.settings.smtpClientSecret, must: "the client secret's value", isSecret: true, unlessSet: "none", isOneLine),
        .text("ROTA_SMTP_SCOPE", "what the token is asked for", \.settings.smtpScope, must: "a scope, for example https://outlook.office365.com/.default", isOneLine),
    ]

    private static func isOneLine(_ text: String) -> Bool { !text.isEmpty && text.utf8.count <= 1_000 && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } }

    private static func isHost(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 253 && text.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || ".-:".unicodeScalars.contains($0)) }
            && (text.filter { $0 == ":" }.count != 1)
    }
}
