import Foundation

extension String {
    /// The text in Unicode's composed form (NFC). Swift takes "é" as one character and as two for the same text, SQLite for two:
    /// what is stored is composed, so that both agree on which names are taken.
    package var composed: String { utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping }
}

/// The two invisible marks that words of some scripts are spelt with.
private let joiners: Set<Unicode.Scalar> = ["\u{200C}", "\u{200D}"]

extension StringProtocol {
    /// Without spaces, tabs and line ends around it and without invisible marks, composed: what a name is stored as.
    package var trimmingSpaces: String {
        let scalars = unicodeScalars.filter { $0.properties.generalCategory != .format || joiners.contains($0) }
        let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace || joiners.contains($0) }
        guard let first = scalars.firstIndex(where: { !isSpace($0) }), let last = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[first...last])
        return String(text).composed
    }
}
