/// Clinicians' names where there is little room: the surname, with the first initial where two share it.
struct ShortNames {
    private static let titles: Set<String> = ["dr", "dr.", "prof", "prof.", "professor", "mr", "mrs", "ms", "miss"]

    private static let longestTitle = 9

    /// The initials of all who share a surname.
    private var initials: [String: [Character?]] = [:]

    /// - Parameter names: of everybody who must be told apart.
    init(_ names: some Sequence<String>) {
        for name in names {
            let words = Self.words(name)
            initials[Self.surname(words, of: name).lowercased(), default: []].append(Self.initial(words))
        }
    }

    /// - Parameter name: one of those given.
    func text(_ name: String) -> String {
        let words = Self.words(name), surname = Self.surname(words, of: name)
        let same = initials[surname.lowercased()] ?? []
        guard same.count > 1 else { return surname }
        guard let initial = Self.initial(words), same.count(where: { $0 == initial }) == 1 else { return words.joined(separator: " ") }
        return "\(initial) \(surname)"
    }

    /// The last word with the small words before it, "van der Berg"; what stands in brackets is another way to write the name.
    private static func surname(_ words: [Substring], of name: String) -> String {
        guard let last = words.last else { return name }
        let particles = words.dropFirst().dropLast().reversed().prefix { $0.first?.isLowercase == true }
        return particles.isEmpty ? String(last) : (particles.reversed() + [last]).joined(separator: " ")
    }

    private static func initial(_ words: [Substring]) -> Character? { words.count > 1 ? words.first?.first : nil }

    // Byte by byte and without copies: asking each character whether it is a space took half of a large practice's page.
    private static func words(_ name: String) -> [Substring] {
        let all = name.utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
        let untitled = all.count > 1 && all[0].utf8.count <= longestTitle && titles.contains(all[0].lowercased()) ? Array(all.dropFirst()) : all
        guard let bracket = untitled.firstIndex(where: { $0.utf8.first == UInt8(ascii: "(") || $0.utf8.first == UInt8(ascii: "[") }), bracket > 0 else { return untitled }
        return Array(untitled[..<bracket])
    }
}
