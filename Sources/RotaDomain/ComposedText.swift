import Foundation

extension String {
    /// The text in Unicode's composed form (NFC). Swift takes "é" as one character and as two for the same text, SQLite for two:
    /// what is stored is composed, so that both agree on which names are taken.
    package var composed: String { utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping }
}
