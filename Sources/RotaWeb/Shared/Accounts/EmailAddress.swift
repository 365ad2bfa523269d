import Mail
import RotaDomain

/// What is asked of an e-mail address wherever one is typed.
enum EmailAddress {
    /// What is wrong with it, or nil. Whether mail arrives there only a mail can tell.
    static func problem(_ email: String) -> String? {
        if email.isEmpty { return "Enter an email address" }
        if email.utf8.count > 254 { return "Email address must be 254 characters or fewer" }
        return isAddress(email) ? nil : "Enter an email address in the correct format, like name@example.com"
    }

    private static func isAddress(_ email: String) -> Bool {
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let local = parts.first, let domain = parts.last, !local.isEmpty, domain.contains(".") else { return false }
        let isClean = email.unicodeScalars.allSatisfy { scalar in
            !scalar.properties.isWhitespace && ![.control, .format, .surrogate, .privateUse, .unassigned].contains(scalar.properties.generalCategory)
                && !"()<>[]\\,;:\"".unicodeScalars.contains(scalar)
        }
        return isClean && Mailbox.isAddress(email) && !domain.split(separator: ".", omittingEmptySubsequences: false).contains("")
    }
}
