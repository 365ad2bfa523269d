/// The words of a mail's markup: what somebody reads who sees no HTML. It knows the tags that our mails are written in (headings, paragraphs,
/// lists, tables, links), in the form that our templates write them; it is no parser for other people's HTML.
package struct PlainText {
    /// Paragraphs with an empty line between, list items with "- ", a row's cells with " | " between, a link's words and then its address on a line of its own.
    package private(set) var text = ""

    private var address: [UInt8] = []
    private var isRead = false
    /// Line ends that stand before the next word.
    private var gap = 0
    private var isSpaced = false
    private var cell = 0

    package init(of html: [UInt8]) {
        var rest = html[...]
        while let next = rest.first {
            if next == UInt8(ascii: "<") {
                let tag = rest.dropFirst().prefix { $0 != UInt8(ascii: ">") }
                rest = rest.dropFirst(tag.count + 2)
                take(tag: tag)
            } else {
                let words = rest.prefix { $0 != UInt8(ascii: "<") }
                rest = rest.dropFirst(words.count)
                if isRead { say(Self.decode(words)) }
            }
        }
        text += text.isEmpty ? "" : "\n"
    }

    private mutating func take(tag: ArraySlice<UInt8>) {
        let name = String(decoding: tag.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self).lowercased()
        switch name {
        case "body": isRead = true
        case "/body": isRead = false
        case "h1", "h2", "h3", "p", "ul", "ol", "table": gap = max(gap, 2)
        case "/h1", "/h2", "/h3", "/p", "/ul", "/ol", "/table": gap = max(gap, 2)
        case "br", "/li", "/tr": gap = max(gap, 1)
        case "li":
            gap = max(gap, 1)
            if isRead { say("- ") }
        case "tr":
            gap = max(gap, 1)
            cell = 0
        case "td", "th":
            if cell > 0 { say(" | ") }
            cell += 1
        case "a": address = Self.address(in: tag)
        case "/a":
            let shown = Self.decode(address[...])
            if !shown.isEmpty, !text.hasSuffix(shown) {
                text += ":"
                gap = 1
                say(shown)
                gap = 1
            }
            address = []
        default: break
        }
    }

    /// White space counts as in HTML: any run is one space, and none stands at a line's ends.
    private mutating func say(_ words: String) {
        for word in words.split(omittingEmptySubsequences: false, whereSeparator: { $0 == " " || $0.isNewline || $0 == "\t" }) {
            if word.isEmpty {
                isSpaced = true
                continue
            }
            if gap > 0 {
                text += text.isEmpty ? "" : String(repeating: "\n", count: gap)
                gap = 0
            } else if isSpaced, !text.isEmpty, !text.hasSuffix("\n") {
                text += " "
            }
            text += word
            isSpaced = true
        }
        isSpaced = words.last.map { $0 == " " || $0.isNewline || $0 == "\t" } ?? isSpaced
    }

    private static func address(in tag: ArraySlice<UInt8>) -> [UInt8] {
        let start = Array("href=\"".utf8)
        guard let found = tag.indices.first(where: { tag[$0...].starts(with: start) }) else { return [] }
        return Array(tag[(found + start.count)...].prefix { $0 != UInt8(ascii: "\"") })
    }

    /// The five references that `HTMLBuffer` writes.
    private static func decode(_ bytes: ArraySlice<UInt8>) -> String {
        var text = String(decoding: bytes, as: UTF8.self)
        for (reference, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] where text.contains("&") {
            text = text.replacing(reference, with: character)
        }
        return text
    }
}
