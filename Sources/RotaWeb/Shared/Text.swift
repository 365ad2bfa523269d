import Civil
import RotaDomain
import RotaEngine

extension String {
    func padded(to width: Int) -> String { count >= width ? self + " " : self + String(repeating: " ", count: width - count) }

    /// As the database counts: "é" may be one or two, a flag is two.
    func isLonger(than most: Int) -> Bool { unicodeScalars.count > most }

    /// "end term" gives "End term".
    var sentenceCase: String { prefix(1).uppercased() + dropFirst() }

    /// No control characters: a name fit to stand in a line of text.
    var isOneLine: Bool { unicodeScalars.allSatisfy { ![.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory) } }
}

/// "1 clinician", "2 clinicians"
func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String { "\(NumberText.grouped(count)) \(count == 1 ? one : many ?? one + "s")" }

extension Instant {
    /// "21 November 2026, 8:31am", in London.
    var words: String { "\(London.day(at: self).words), \(London.time(at: self).words)" }
}
