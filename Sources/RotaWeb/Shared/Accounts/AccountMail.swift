import Civil
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// Mail to an account's owner about the account itself (ASVS 6.3.7): links that prove an address or lead to a password, and what was changed.
struct AccountMail {
    let post: Post
    private var now: Instant { post.practice.clock.now() }

    /// Why the owner of an account gets mail about it.
    private var ownersReason: String { "You get this because you have an account at \(post.practiceName)." }

    init(_ post: Post) { self.post = post }

    /// How long a link proves an address, in seconds.
    static let proofLifetime = 86_400

    /// Asks a new account's owner to prove the address that it has (S0.68).
    func askForProof(_ account: Account, _ db: Connection) throws {
        guard post.isOn else { return }
        try sendProof(account, to: account.email, try Token(random: post.practice.random), db)
    }

    /// Makes the link that proves an address, in place of the one before, and sends it to that address, which may not be the account's yet.
    func sendProof(_ account: Account, to address: String, _ token: Token, _ db: Connection) throws {
        let until = now + AccountMail.proofLifetime
        let link = try AccountLinkRepository(db).insert(.email, of: account.id, email: address, tokenHash: token.hash, at: now, expiresAt: until)
        let mail = EmailProofMail(
            frame: post.frame("Prove your email address", because: "You get this because somebody entered this address for an account at \(post.practiceName)."),
            name: account.name, practice: post.practiceName, link: post.address(Paths.emailLink(token.text)))
        try post.queue(mail, to: MailRecipient(name: account.name, address: address, accountId: account.id), key: AccountLink.mailKey(.email, link), until: until, db)
    }

    /// How long a link leads to a new password, in seconds.
    static let resetLifetime = 1_800

    /// How long a link leads to an account's first password, in seconds: a new colleague may not read mail before their first day.
    static let firstPasswordLifetime = 7 * 86_400

    /// Makes the link to a password, in place of the one before, and sends it: to a first one where the account has none yet, else to a new one.
    /// - Parameter manager: who had it sent; nil where it was asked for at the sign-in page.
    func sendPasswordLink(_ account: Account, _ token: Token, by manager: String?, _ db: Connection) throws {
        let isFirst = try !AccountRepository(db).hasPassword(account.id)
        let until = now + (isFirst ? AccountMail.firstPasswordLifetime : AccountMail.resetLifetime)
        let link = try AccountLinkRepository(db).insert(.reset, of: account.id, email: account.email, tokenHash: token.hash, at: now, expiresAt: until)
        let recipient = MailRecipient(account), key = AccountLink.mailKey(.reset, link), address = post.address(Paths.resetLink(token.text))
        if isFirst {
            try post.queue(firstPasswordMail(account, manager, address, until), to: recipient, key: key, until: until, db)
        } else {
            try post.queue(resetMail(account, manager, address), to: recipient, key: key, until: until, db)
        }
    }

    private func resetMail(_ account: Account, _ manager: String?, _ link: String) -> PasswordResetMail {
        PasswordResetMail(
            frame: post.frame("Choose a new password", because: ownersReason), name: account.name,
            username: account.username, asker: manager.map { "\($0) at \(post.practiceName)" } ?? "Somebody, we hope you,", link: link)
    }

    private func firstPasswordMail(_ account: Account, _ manager: String?, _ link: String, _ until: Instant) -> FirstPasswordMail {
        let practice = post.practiceName
        return FirstPasswordMail(
            frame: post.frame("Choose a password for \(practice)", because: "You get this because an account with this address was made at \(practice)."),
            name: account.name, username: account.username, practice: practice,
            asker: manager.map { "\($0) sent you this link" } ?? "It was asked for at the sign-in page, we hope by you", link: link, until: until.words)
    }

    /// Tells the owner what was done to the account.
    /// - Parameters:
    ///   - fact: a sentence, such as "Your password was changed.".
    ///   - address: where it goes instead of to the account's own address.
    func tell(_ account: Account, _ subject: String, _ fact: String, kind: String, to address: String? = nil, _ db: Connection) throws {
        let mail = AccountNoticeMail(
            frame: post.frame(subject, because: ownersReason), title: subject, name: account.name, fact: fact, when: now.words, username: account.username)
        let recipient = MailRecipient(name: account.name, address: address ?? account.email, accountId: account.id)
        try post.queue(mail, to: recipient, key: "\(kind)/\(account.id)/\(now.iso)", db)
    }
}

/// The link that proves an address.
struct EmailProofMail: MailView {
    static let kind = "email-proof"
    static let holdsSecret = true

    let frame: MailLayout
    let name: String
    let practice: String
    let link: String

    static let preview = EmailProofMail(frame: .preview, name: "Ann Moss", practice: "Elm Surgery", link: "https://rota.example.org/email/…")
}

/// The link that leads to a new password.
struct PasswordResetMail: MailView {
    static let kind = "password-reset"
    static let holdsSecret = true

    let frame: MailLayout
    let name: String
    let username: String
    let asker: String
    let link: String

    static let preview = PasswordResetMail(
        frame: .preview, name: "Ann Moss", username: "ann.moss", asker: "Priya Shah at Elm Surgery", link: "https://rota.example.org/reset-password/…")
}

/// The link that leads to the first password of an account that a manager made (issue 5.6).
struct FirstPasswordMail: MailView {
    static let kind = "first-password"
    static let holdsSecret = true

    let frame: MailLayout
    let name: String
    let username: String
    let practice: String
    /// "Priya Shah sent you this link", or that it was asked for without signing in.
    let asker: String
    let link: String
    /// "30 November 2026, 8:30am"
    let until: String

    static let preview = FirstPasswordMail(
        frame: .preview, name: "Ann Moss", username: "ann.moss", practice: "Elm Surgery", asker: "Priya Shah sent you this link",
        link: "https://rota.example.org/reset-password/…", until: "30 November 2026, 8:30am")
}

/// What was changed about an account.
struct AccountNoticeMail: MailView {
    static let kind = "account-notice"
    static let holdsSecret = false

    let frame: MailLayout
    let title: String
    let name: String
    let fact: String
    let when: String
    let username: String

    static let preview = AccountNoticeMail(
        frame: .preview, title: "Your password was changed", name: "Ann Moss", fact: "The password of your account was changed.", when: "Monday 23 November 2026, 8:30am",
        username: "ann.moss")
}
