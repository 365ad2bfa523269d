/// How a relay is reached and signed in to.
package struct SMTPSettings: Sendable, Equatable {
    package enum Security: String, Sendable, CaseIterable {
        /// Encrypted from the first byte (RFC 8314): port 465.
        case tls
        /// Encrypted after the greeting (RFC 3207), or not sent at all: port 587.
        case starttls
        case none
    }

    package enum SignIn: String, Sendable, CaseIterable {
        case plain, login, xoauth2
    }

    package let host: String
    package let port: Int
    package let security: Security
    /// The certificate is checked.
    package var verifies = true
    /// Empty: no sign-in.
    package var username = ""
    package var password = ""
    /// Nil: the best that the server offers.
    package var signIn: SignIn?
    /// For XOAUTH2; nil: none.
    package var token: TokenSettings?
    /// Our name for EHLO; empty: our address.
    package var helo = ""
    /// For a command's answer; the other stages' are made of it.
    package var timeout = 60_000

    package init(host: String, port: Int, security: Security) {
        (self.host, self.port, self.security) = (host, port, security)
    }

    var connectTimeout: Int { max(1_000, timeout / 2) }
    /// RFC 5321 §4.5.3.2.6 has ten minutes: a relay that looks a message over takes its time, and one given up too early arrives twice.
    var contentTimeout: Int { timeout * 5 }

    /// Nobody else is on the way there.
    package var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}
