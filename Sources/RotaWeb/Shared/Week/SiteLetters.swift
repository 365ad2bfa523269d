/// A short mark for each location, all different: "M" and "H", or "M" and "ML" where two begin alike. None where there is one location only.
enum SiteLetters {
    static func assign(to locations: [String]) -> [String: String] {
        guard locations.count > 1 else { return [:] }
        var letters: [String: String] = [:]
        var taken: Set<String> = []
        for (index, location) in locations.enumerated() {
            let mark = candidates(location).first { !taken.contains($0) } ?? "\(index + 1)"
            taken.insert(mark)
            letters[location] = mark
        }
        return letters
    }

    /// The initial, the initials of all words, then two and three first letters.
    private static func candidates(_ location: String) -> [String] {
        let words = location.split { !$0.isLetter && !$0.isNumber }
        guard let first = words.first else { return [] }
        let initials = String(words.prefix(3).compactMap(\.first)).uppercased()
        return [first.prefix(1).uppercased(), initials, first.prefix(1).uppercased() + first.dropFirst().prefix(1), first.prefix(1).uppercased() + first.dropFirst().prefix(2)]
            .filter { !$0.isEmpty }
    }
}
