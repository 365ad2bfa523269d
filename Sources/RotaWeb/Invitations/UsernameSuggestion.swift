import RotaDomain
import RotaStore
import SQLite

/// A username that is free, from a clinician's name: "Dr Zoë O'Neil" gives `zoe.oneil`, the next of that name `zoe.oneil2`.
enum UsernameSuggestion {
    static func make(for name: String, email: String, _ db: Connection) throws -> String {
        let accounts = AccountRepository(db)
        let base = base(name, email)
        if try !accounts.isTaken(username: base) { return base }
        for number in 2..<1_000 where try !accounts.isTaken(username: "\(base)\(number)") { return "\(base)\(number)" }
        return ""
    }

    private static func base(_ name: String, _ email: String) -> String {
        let slug = ClinicianCode.slug(name)
        if slug != ClinicianCode.nameless { return slug.replacing("-", with: ".") }
        let local = email.prefix { $0 != "@" }.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") }
        return local.isEmpty ? slug : String(local.prefix(60))
    }
}
