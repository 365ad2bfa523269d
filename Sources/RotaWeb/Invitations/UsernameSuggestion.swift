import RotaDomain
import RotaStore
import SQLite

/// A username that is free, from the first and the last word of a clinician's name: "Dr Zoë Mair O'Neil" gives `zoe.oneil`, the next of that name
/// `zoe.oneil2`. It is to be typed on phones, so it has 32 characters at the most.
enum UsernameSuggestion {
    static func make(for name: String, email: String, _ db: Connection) throws -> String {
        let accounts = AccountRepository(db)
        let base = base(name, email)
        if try !accounts.isTaken(username: base) { return base }
        for number in 2..<1_000 where try !accounts.isTaken(username: "\(base)\(number)") { return "\(base)\(number)" }
        return ""
    }

    /// Three of the 32 are left for a number.
    private static let longest = 29

    private static func base(_ name: String, _ email: String) -> String {
        let slug = ClinicianCode.slug(name)
        if slug != ClinicianCode.nameless { return shortened(slug, of: name) }
        let local = email.prefix { $0 != "@" }.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") }
        return local.isEmpty ? slug : String(local.prefix(longest))
    }

    private static func shortened(_ slug: String, of name: String) -> String {
        let parts = slug.split(separator: "-")
        guard parts.count > 1, let first = parts.first, let cut = parts.last else { return String(slug.prefix(longest)) }
        // The slug of a long name may end within its last word, or before it.
        let word = ClinicianCode.slug(name.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? "")
        let last = word == ClinicianCode.nameless ? cut : word.split(separator: "-").last ?? cut
        return String("\(first.prefix(14)).\(last)".prefix(longest))
    }
}
