/// Passwords of twelve characters or more that are guessed first: known ones (ASVS 6.2.4), and the shapes they come in.
enum CommonPasswords {
    /// - Parameter password: in lower case, without spaces.
    static func contain(_ password: String) -> Bool {
        CommonPasswordList.whole.contains(password[...]) || isRepeated(password) || isSequence(password) || isMadeOfWords(password)
            || isMadeOfWords(withLettersForFigures(password))
    }

    /// One short piece over and over: "aaaaaaaaaaaa", "abcabcabcabc".
    private static func isRepeated(_ password: String) -> Bool {
        let characters = Array(password)
        return (1...4).contains { size in characters.indices.allSatisfy { characters[$0] == characters[$0 % size] } }
    }

    /// Characters that follow each other: "abcdefghijkl", "987654321098".
    private static func isSequence(_ password: String) -> Bool {
        let values = password.unicodeScalars.map { Int($0.value) }
        let steps = zip(values, values.dropFirst()).map { $1 - $0 }
        return steps.count { $0 == 1 || $0 == -9 } == steps.count || steps.count { $0 == -1 || $0 == 9 } == steps.count
    }

    /// One or two common words, whatever figures and marks stand around and between them: "password2026!", "dragon-monkey-99".
    private static func isMadeOfWords(_ password: String) -> Bool {
        let runs = password.split { !$0.isLetter }
        guard let first = runs.first, runs.count <= 2 else { return false }
        if runs.count == 2 { return isWord(first) && isWord(runs[1]) }
        return isWord(first) || first.indices.dropFirst().contains { isWord(first[..<$0]) && isWord(first[$0...]) }
    }

    private static func isWord(_ letters: Substring) -> Bool { CommonPasswordList.words.contains(letters) }

    private static let figures: [Character: Character] = ["0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s", "!": "i"]

    /// "p@ssw0rd2026" read as it is meant; what stands at the ends are figures, not letters.
    private static func withLettersForFigures(_ password: String) -> String {
        let core = password.drop { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed()
        return String(core.map { figures[$0] ?? $0 })
    }
}
