/// The text of headers as the wire has it: encoded words where it is not plain ASCII (RFC 2047), folded lines (RFC 5322 §2.2.3).
enum HeaderText {
    /// A line with an encoded word may have 76 characters (RFC 2047 §2): `Subject: =?UTF-8?B?` and `?=` are 21 of them, and 39 bytes are 52 in base64.
    private static let bytesInWord = 39

    /// Free text, as of a subject. Long plain words are encoded too: a line may not be longer than 998.
    static func unstructured(_ text: String) -> [String] {
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?") && !text.hasPrefix(" ") && !text.hasSuffix(" ") && !text.contains("  ")
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        return isPlain && words.allSatisfy { $0.utf8.count <= 60 } ? words : encodedWords(text)
    }

    /// A mailbox's name: atoms, a quoted string or encoded words (RFC 5322 §3.2.5).
    static func phrase(_ text: String) -> [String] {
        guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), !text.contains("=?"), text.utf8.count <= 60 else { return encodedWords(text) }
        let isAtoms = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20: true
            default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
            }
        }
        if isAtoms, !text.hasPrefix(" "), !text.hasSuffix(" "), !text.contains("  ") { return text.split(separator: " ").map(String.init) }
        var quoted = "\""
        for character in text {
            if character == "\"" || character == "\\" { quoted.append("\\") }
            quoted.append(character)
        }
        return [quoted + "\""]
    }

    /// No character is cut in two (RFC 2047 §5).
    static func encodedWords(_ text: String) -> [String] {
        var words: [String] = [], bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            let next = Array(String(scalar).utf8)
            if bytes.count + next.count > bytesInWord {
                words.append("=?UTF-8?B?\(Base64.encode(bytes))?=")
                bytes = []
            }
            bytes += next
        }
        if !bytes.isEmpty || words.isEmpty { words.append("=?UTF-8?B?\(Base64.encode(bytes))?=") }
        return words
    }

    /// `Name: words`, folded before a word that would make the line longer than 76.
    static func line(_ name: String, _ words: [String]) -> String {
        var text = "\(name):", width = text.utf8.count
        for (index, word) in words.enumerated() {
            // A fold before the first word would leave a line of nothing but the name.
            if index > 0, width + 1 + word.utf8.count > 76 {
                text += "\r\n"
                width = 0
            }
            text += " \(word)"
            width += 1 + word.utf8.count
        }
        return text + "\r\n"
    }
}

/// Base64 with padding (RFC 4648 §4).
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var rest = bytes[...]
        while !rest.isEmpty {
            let three = rest.prefix(3)
            rest = rest.dropFirst(3)
            let value = three.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - three.count))
            for place in 0..<4 { text.append(place <= three.count ? alphabet[value >> (18 - 6 * place) & 63] : 0x3D) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
