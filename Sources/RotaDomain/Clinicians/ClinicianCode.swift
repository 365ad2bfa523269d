import Foundation

/// Makes the practice file's id of a new clinician: "Dr Zoë O'Neil" gives `zoe-oneil`, the next of that name `zoe-oneil-2`.
package enum ClinicianCode {
    private static let titles: Set<String> = ["dr", "doctor", "mr", "mrs", "ms", "miss", "mx", "prof", "professor"]
    private static let longest = 60
    /// What stands where nothing is left of a name.
    package static let nameless = "clinician"

    /// A code from the name that `isTaken` does not hold.
    package static func make(_ name: String, isTaken: (String) throws -> Bool) rethrows -> String {
        let base = slug(name)
        if try !isTaken(base) { return base }
        var number = 2
        while try isTaken("\(base)-\(number)") { number += 1 }
        return "\(base)-\(number)"
    }

    /// ASCII letters and digits in lower case with hyphens between the words, without a title; `nameless` where nothing is left.
    package static func slug(_ name: String) -> String {
        let latin = name.applyingTransform(.toLatin, reverse: false)?.applyingTransform(.stripDiacritics, reverse: false) ?? name
        var words = [""]
        for scalar in latin.lowercased().unicodeScalars where scalar != "'" && scalar != "\u{2019}" {
            if scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                words[words.count - 1].unicodeScalars.append(scalar)
            } else if scalar.properties.isWhitespace || scalar.isASCII {
                words.append("")
            }
        }
        words.removeAll(where: \.isEmpty)
        if words.count > 1, let first = words.first, titles.contains(first) { words.removeFirst() }
        let slug = words.joined(separator: "-").prefix(longest)
        return slug.isEmpty ? nameless : String(slug).trimmingCharacters(in: ["-"])
    }
}
