/// A name and an address, as `Elm Surgery <rota@elm.example>` has them (RFC 5322 §3.4).
package struct Mailbox: Sendable, Equatable {
    package let name: String
    package let address: String

    /// Nil for an address that none can be: see `isAddress`. A name with a line's end in it is refused when the message is made.
    package init?(name: String = "", address: String) {
        guard Mailbox.isAddress(address) else { return nil }
        self.name = name
        self.address = address
    }

    /// Reads `address`, `<address>`, `Name <address>` or `"Name" <address>`.
    package init?(_ text: String) {
        let text = Mailbox.trimmed(text[...])
        guard text.hasSuffix(">"), let open = text.lastIndex(of: "<") else {
            self.init(address: String(text))
            return
        }
        var name = Mailbox.trimmed(text[..<open])
        if name.count >= 2, name.hasPrefix("\""), name.hasSuffix("\"") { name = name.dropFirst().dropLast() }
        self.init(name: String(name), address: String(text[text.index(after: open)...].dropLast()))
    }

    /// What stands after the last `@`.
    package var domain: String { address.lastIndex(of: "@").map { String(address[address.index(after: $0)...]) } ?? "" }

    /// Only SMTPUTF8 can carry it (RFC 6531).
    var needsUTF8: Bool { !address.utf8.allSatisfy { $0 < 0x80 } }

    /// A dot-atom, an `@` and a domain or an address literal: what people have. Quoted local parts, which nobody has, are not taken, and so nothing
    /// that could end a command or a header is (RFC 5321 §4.1.2).
    package static func isAddress(_ text: String) -> Bool {
        guard text.utf8.count <= 254, let at = text.lastIndex(of: "@") else { return false }
        let local = text[..<at], domain = text[text.index(after: at)...]
        guard (1...64).contains(local.utf8.count), isDotted(local, isAtomByte) else { return false }
        if domain.hasPrefix("["), domain.hasSuffix("]") { return domain.utf8.count > 2 && domain.dropFirst().dropLast().utf8.allSatisfy { isLetterOrDigit($0) || $0 == 0x3A || $0 == 0x2E } }
        return isDotted(domain) { isLetterOrDigit($0) || $0 == 0x2D || $0 >= 0x80 } && !domain.hasPrefix("-") && !domain.hasSuffix("-")
    }

    private static func isDotted(_ text: Substring, _ isRight: (UInt8) -> Bool) -> Bool {
        // C1 controls and the like are letters to nobody.
        let isVisible = text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0.properties.generalCategory != .control && $0.properties.generalCategory != .format }
        return isVisible && text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && $0.allSatisfy(isRight) }
    }

    private static func isAtomByte(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || byte >= 0x80 || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte) }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
