/// What a server offered after EHLO (RFC 5321 §4.1.1.1).
package struct SMTPExtensions: Sendable, Equatable {
    package private(set) var keywords: [String: [String]] = [:]

    package init() {}

    /// Of the reply's lines; the first is the server's name.
    package init(_ lines: [String]) {
        for line in lines.dropFirst() {
            // `AUTH=LOGIN` is how some old servers write it.
            let words = line.uppercased().split { $0 == " " || $0 == "=" }.map(String.init)
            if let keyword = words.first { keywords[keyword, default: []] += words.dropFirst() }
        }
    }

    package func offers(_ keyword: String) -> Bool { keywords[keyword] != nil }

    /// The largest message in octets (RFC 1870); nil where the server names none.
    package var size: Int? { keywords["SIZE"]?.first.flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil } }

    package var signIns: [SMTPSettings.SignIn] {
        let offered = keywords["AUTH"] ?? []
        return SMTPSettings.SignIn.allCases.filter { offered.contains($0.rawValue.uppercased()) }
    }

    var signInWords: String { (keywords["AUTH"] ?? []).sorted().joined(separator: ", ") }
}
