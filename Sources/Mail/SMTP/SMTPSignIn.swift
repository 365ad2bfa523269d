/// The ways of signing in (RFC 4954): which one, and what is said.
enum SMTPSignIn {
    struct Steps {
        let command: String
        /// To each 334 in turn.
        let answers: [String]
    }

    /// The longest command; what does not fit is said after a 334 (RFC 4954 §4).
    private static let commandLimit = 510

    /// What is set and offered; unless set, XOAUTH2 where there is a place to get tokens from, else the first offered of PLAIN and LOGIN.
    static func choose(_ settings: SMTPSettings, offered: [SMTPSettings.SignIn]) -> SMTPSettings.SignIn? {
        if let way = settings.signIn { return offered.contains(way) ? way : nil }
        if settings.token != nil { return offered.contains(.xoauth2) ? .xoauth2 : nil }
        return [.plain, .login].first { offered.contains($0) }
    }

    static func steps(_ way: SMTPSettings.SignIn, _ settings: SMTPSettings, _ tokens: AccessTokens?, _ watch: Watch) throws(MailError) -> Steps {
        switch way {
        case .plain: return initial("AUTH PLAIN", "\0\(settings.username)\0\(settings.password)")
        case .login: return Steps(command: "AUTH LOGIN", answers: [settings.username, settings.password].map { Base64.encode(Array($0.utf8)) })
        case .xoauth2:
            guard let tokens else { throw MailError(.token, "XOAUTH2 needs a place to get tokens from: set ROTA_SMTP_TOKEN_URL, ROTA_SMTP_CLIENT_ID, ROTA_SMTP_CLIENT_SECRET and ROTA_SMTP_SCOPE.") }
            // Microsoft's and Google's own; RFC 7628 has a cousin of it.
            return initial("AUTH XOAUTH2", "user=\(settings.username)\u{1}auth=Bearer \(try tokens.token(watch))\u{1}\u{1}")
        }
    }

    private static func initial(_ command: String, _ response: String) -> Steps {
        let encoded = Base64.encode(Array(response.utf8)), whole = "\(command) \(encoded)"
        return whole.utf8.count <= commandLimit ? Steps(command: whole, answers: []) : Steps(command: command, answers: [encoded])
    }
}
