/// A validator of content (RFC 9110 §8.8.3): a strong one changes with every byte.
package struct EntityTag: Sendable, Equatable, CustomStringConvertible {
    /// What stands between the quotes.
    package let opaque: String
    package let isWeak: Bool

    /// Nil for text that may not stand in a tag: a quote, a space, a control character.
    package init?(_ opaque: String, isWeak: Bool = false) {
        guard opaque.utf8.allSatisfy(EntityTag.isAllowed) else { return nil }
        self.opaque = opaque
        self.isWeak = isWeak
    }

    /// A strong tag of a digest of the content, in lower-case hexadecimal digits.
    package init(digest: [UInt8]) {
        opaque = String(decoding: digest.flatMap { [$0 >> 4, $0].map { ASCII.lowercased(ASCII.hexDigit($0)) } }, as: UTF8.self)
        isWeak = false
    }

    /// As it stands in a field.
    package var description: String { (isWeak ? "W/\"" : "\"") + opaque + "\"" }

    /// RFC 9110 §8.8.3.2: the same, and neither is weak.
    package func matchesStrongly(_ other: EntityTag) -> Bool { !isWeak && !other.isWeak && opaque == other.opaque }

    /// RFC 9110 §8.8.3.2: the same, weak or not.
    package func matchesWeakly(_ other: EntityTag) -> Bool { opaque == other.opaque }

    /// `etagc`
    fileprivate static func isAllowed(_ byte: UInt8) -> Bool { byte == 0x21 || (byte >= 0x23 && byte != 0x7F) }
}

/// The value of `If-Match` or `If-None-Match` (RFC 9110 §13.1.1, §13.1.2).
package enum EntityTagList: Sendable, Equatable {
    /// `*`: whatever there is.
    case any
    case tags([EntityTag])

    /// Nil for what is no such value.
    package init?(_ text: String) {
        guard text != "*" else {
            self = .any
            return
        }
        var rest = Substring(text).utf8[...], tags: [EntityTag] = []
        while true {
            // Empty members are let pass (RFC 9110 §5.6.1.2).
            rest = rest.drop { FieldText.isOptionalSpace($0) || $0 == UInt8(ascii: ",") }
            guard !rest.isEmpty else { break }
            guard let tag = EntityTagList.tag(&rest) else { return nil }
            tags.append(tag)
            rest = rest.drop(while: FieldText.isOptionalSpace)
            guard rest.isEmpty || rest.first == UInt8(ascii: ",") else { return nil }
        }
        guard !tags.isEmpty else { return nil }
        self = .tags(tags)
    }

    /// A comma may be part of a tag, hence no splitting.
    private static func tag(_ rest: inout Substring.UTF8View) -> EntityTag? {
        let isWeak = rest.starts(with: "W/".utf8)
        if isWeak { rest = rest.dropFirst(2) }
        guard rest.first == UInt8(ascii: "\"") else { return nil }
        rest = rest.dropFirst()
        let opaque = rest.prefix(while: EntityTag.isAllowed)
        rest = rest.dropFirst(opaque.count)
        guard rest.popFirst() == UInt8(ascii: "\"") else { return nil }
        return EntityTag(String(Substring(opaque)), isWeak: isWeak)
    }
}
