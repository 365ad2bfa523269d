import Civil
import RotaDomain
import RotaEngine

/// The two invisible marks that words of some scripts are spelt with.
private let joiners: Set<Unicode.Scalar> = ["\u{200C}", "\u{200D}"]

extension StringProtocol {
    /// Without spaces, tabs and line ends around it and without invisible marks, composed: what a name is stored as.
    var trimmingSpaces: String {
        let scalars = unicodeScalars.filter { $0.properties.generalCategory != .format || joiners.contains($0) }
        let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace || joiners.contains($0) }
        guard let first = scalars.firstIndex(where: { !isSpace($0) }), let last = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[first...last])
        return String(text).composed
    }
}

extension String {
    func padded(to width: Int) -> String { count >= width ? self + " " : self + String(repeating: " ", count: width - count) }

    /// As the database counts: "é" may be one or two, a flag is two.
    func isLonger(than most: Int) -> Bool { unicodeScalars.count > most }

    /// "end term" gives "End term".
    var sentenceCase: String { prefix(1).uppercased() + dropFirst() }

    /// No control characters: a name fit to stand in a line of text.
    var isOneLine: Bool { unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } }
}

/// "1 clinician", "2 clinicians"
func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String { "\(NumberText.grouped(count)) \(count == 1 ? one : many ?? one + "s")" }

extension Instant {
    /// "21 November 2026, 8:31am", in London.
    var words: String { "\(London.day(at: self).words), \(London.time(at: self).words)" }
}
