/// What a new password must be: long, and not one that is guessed first (ASVS 6.2). No rules of composition, no upper limit of sense.
enum PasswordRules {
    static let minimumLength = 12

    /// What is wrong with the password, or nil.
    /// - Parameter context: words that an attacker would try first: the username, the name, the email, the practice's name.
    static func problem(_ password: String, context: [String]) -> String? {
        if password.isEmpty { return "Enter a password" }
        if password.count < minimumLength { return "Password must be \(minimumLength) characters or more" }
        if password.utf8.count > 4_096 { return "Password must be 4,096 bytes or fewer" }
        let folded = password.lowercased().filter { !$0.isWhitespace }
        if CommonPasswords.contain(folded) { return "This password is one of the most common. Choose one that is harder to guess" }
        let words = context.flatMap { $0.lowercased().split { !$0.isLetter && !$0.isNumber } }.filter { $0.count >= 4 }
        let rest = words.reduce(folded) { $0.replacing($1, with: "") }
        if rest.count < 6 && rest.count < folded.count || isMadeOf(context, folded) { return "Password must not be made of your name, username, email or practice" }
        return nil
    }

    /// Names and addresses run together whole, however short their words: "elmsurgery2026", "zoe.lam@elm.example".
    private static func isMadeOf(_ context: [String], _ folded: String) -> Bool {
        func core(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
        let whole = core(folded), names = context.map(core).filter { $0.count >= 4 }.sorted { $0.count > $1.count }
        let rest = names.reduce(whole) { $0.replacing($1, with: "") }
        return rest.count < 6 && rest.count < whole.count
    }
}
