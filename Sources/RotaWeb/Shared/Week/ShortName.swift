/// A clinician's name where there is little room: the surname, with the first initial where two share it.
enum ShortName {
    private static let titles: Set<String> = ["dr", "dr.", "prof", "prof.", "professor", "mr", "mrs", "ms", "miss"]

    static func text(_ name: String, among others: some Sequence<String>) -> String {
        let surname = surname(name), same = others.filter { ShortName.surname($0).lowercased() == surname.lowercased() }
        guard !same.isEmpty else { return surname }
        guard let initial = initial(name), !same.contains(where: { ShortName.initial($0) == initial }) else { return words(name).joined(separator: " ") }
        return "\(initial) \(surname)"
    }

    /// The last word with the small words before it, "van der Berg"; what stands in brackets is another way to write the name.
    private static func surname(_ name: String) -> String {
        let words = words(name)
        guard let last = words.last else { return name }
        let particles = words.dropFirst().dropLast().reversed().prefix { $0.first?.isLowercase == true }.reversed()
        return (particles + [last]).joined(separator: " ")
    }

    private static func initial(_ name: String) -> Character? {
        let words = words(name)
        return words.count > 1 ? words.first?.first : nil
    }

    private static func words(_ name: String) -> [String] {
        let all = name.split(whereSeparator: \.isWhitespace).map(String.init)
        let untitled = all.count > 1 && titles.contains(all.first?.lowercased() ?? "") ? Array(all.dropFirst()) : all
        let plain = untitled.prefix { !$0.hasPrefix("(") && !$0.hasPrefix("[") }
        return plain.isEmpty ? untitled : Array(plain)
    }
}
