import HTTP
import Mail

/// What an operator may set of what the pages go by; the keys (`ROTA_LISTEN=…`) and what they mean stand in RotaCommands' `SettingKey`.
package struct Settings: Sendable, Equatable {
    /// `host:port`, or `unix:` and a path.
    package var listen = "127.0.0.1:8080"
    /// `host:port` for https; empty: none.
    package var listenTLS = ""
    /// Paths of PEM files, and the keys to them in the same order.
    package var tlsCertificates: [String] = []
    package var tlsKeys: [String] = []
    /// `host:port` from which pages are redirected to `baseURL`; empty: none.
    package var redirect = ""
    package var data = ".data"
    /// How browsers reach the program, without a slash at the end; empty: as each request says.
    package var baseURL = ""
    /// The gallery of components is shown.
    package var development = false
    /// Seconds after which an unused login ends.
    package var loginIdle = 3_600
    /// Seconds after which any login ends.
    package var loginLifetime = 12 * 3_600
    /// The folder of backups; empty: `backups` in the data folder; `off`: none at night.
    package var backups = ""
    /// `hh:mm` in London.
    package var backupAt = "02:30"
    /// How many backups stay.
    package var backupKeep = 14
    /// The largest body of a form, in bytes.
    package var formBytes = 1 << 20
    /// The largest body of a form from somebody who is not signed in, in bytes.
    package var strangerBytes = 16_384
    /// The largest body with files, in bytes, from somebody who may send one.
    package var uploadBytes = 20 << 20
    /// Whose word on the client's address and scheme is taken.
    package var trustedProxies = TrustedProxies.none
    package var logFormat = LogFormat.text
    package var logLevel = LogLevel.info
    /// Opens `/metrics`; empty: to nobody.
    package var metricsToken = ""
    /// `host:port` of the metrics' own listener; empty: none.
    package var metricsListen = ""

    /// How mail goes out.
    package var mailTransport = MailTransport.off
    /// Whom mail is from: an address, or a name and `<address>`.
    package var mailFrom = ""
    /// Of the program for `sendmail`, of the folder for `file`; empty: `/usr/sbin/sendmail`.
    package var mailPath = ""
    package var smtpHost = ""
    /// 0: by `smtpSecurity`, 587 or 465.
    package var smtpPort = 0
    package var smtpSecurity = SMTPSettings.Security.starttls
    /// Empty: no sign-in.
    package var smtpUsername = ""
    package var smtpPassword = ""
    package var smtpAuth = SMTPSignInChoice.best
    /// Our name for EHLO; empty: the host of `baseURL`, or our address.
    package var smtpHelo = ""
    /// The relay's certificate is checked.
    package var smtpVerify = true
    /// For the relay's answer to a command, in milliseconds.
    package var smtpTimeout = 60_000
    /// Where tokens for XOAUTH2 come from.
    package var smtpTokenURL = ""
    package var smtpClientID = ""
    package var smtpClientSecret = ""
    package var smtpScope = "https://outlook.office365.com/.default"

    package init() {}

    package var isSecure: Bool { baseURL.hasPrefix("https://") }
}

/// How mail goes out.
package enum MailTransport: String, CaseIterable, Sendable {
    case off
    case smtp
    /// By the system's own `sendmail`.
    case sendmail
    /// Into a folder, a file each.
    case file
    /// Into the log, for development.
    case log
}

/// How the program signs in to the relay.
package enum SMTPSignInChoice: String, CaseIterable, Sendable {
    /// What is set up and the relay offers.
    case best
    case plain, login, xoauth2
}
