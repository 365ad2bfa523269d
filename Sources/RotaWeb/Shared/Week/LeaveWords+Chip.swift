import RotaDomain

extension LeaveWords {
    /// What a chip of half a day has room for.
    private static let mostLetters = 8

    /// A chip's visible word with the words around it for screen readers: "Study" + " leave", "Annual " + "Leave".
    static func chip(_ type: String) -> (prefix: String, word: String, suffix: String) {
        let type = type.lowercased().trimmingSpaces
        guard !type.isEmpty, type != "leave", type != "annual", type != "annual leave" else { return (type.hasPrefix("annual") ? "Annual " : "", "Leave", "") }
        let word = type.hasSuffix(" leave") ? String(type.dropLast(6)) : type
        return word.count > mostLetters ? ("\(word.sentenceCase) ", "Leave", "") : ("", word.sentenceCase, " leave")
    }
}
