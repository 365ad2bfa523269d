import RotaDomain

/// What is asked of an e-mail address wherever one is typed.
enum EmailAddress {
    /// What is wrong with it, or nil. Whether mail arrives there only a mail can tell.
    static func problem(_ address: String) -> String? {
        if address.isEmpty { return "Enter an email address" }
        if address.utf8.count > 254 { return "Email address must be 254 characters or fewer" }
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        let isAddress = parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && address.isOneLine && !address.contains(where: \.isWhitespace) && parts.last?.contains(".") == true
        return isAddress ? nil : "Enter an email address in the correct format, like name@example.com"
    }
}
