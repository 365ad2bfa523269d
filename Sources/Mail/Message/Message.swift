/// One mail from the program to one person (RFC 5322, 2045 to 2047): text first, then the same as HTML where there is any.
package struct Message: Sendable {
    /// A header with a line's end or another control character in it, which could add headers of a stranger's choosing.
    package struct BadHeader: Error, Sendable, Equatable, CustomStringConvertible {
        package let name: String
        package var description: String { "The header \(name) holds a line’s end or another control character, so the message is not sent." }
    }

    package let from: Mailbox
    package let to: Mailbox
    package let subject: String
    package let text: String
    package let html: String?
    /// `left@right`, without its angle brackets: the same for every try to send it.
    package let id: String
    /// When it was written: seconds since 1970.
    package let date: Int
    /// The https address that ends mails of this kind (RFC 8058).
    package let unsubscribe: String?

    package init(from: Mailbox, to: Mailbox, subject: String, text: String, html: String? = nil, id: String, date: Int, unsubscribe: String? = nil) throws(BadHeader) {
        (self.from, self.to, self.subject, self.text, self.html) = (from, to, subject, text, html)
        (self.id, self.date, self.unsubscribe) = (id, date, unsubscribe)
        for (name, value) in [("From", from.name), ("To", to.name), ("Subject", subject)] where !Message.isOneLine(value) { throw BadHeader(name: name) }
        guard Message.isIdentifier(id) else { throw BadHeader(name: "Message-ID") }
        if let unsubscribe, !Message.isAddress(unsubscribe) { throw BadHeader(name: "List-Unsubscribe") }
    }

    /// Only SMTPUTF8 can carry it.
    package var needsUTF8: Bool { from.needsUTF8 || to.needsUTF8 }

    /// The whole message, each line ended by CRLF.
    package var bytes: [UInt8] {
        var out = Array(headers.utf8)
        guard let html else { return out + Message.part("text/plain", text) }
        // Quoted-printable never has "=_" in it, so no text can hold the boundary (RFC 2045 §6.7).
        let boundary = "=_\(id.utf8.prefix { $0 != 0x40 }.prefix(40).reduce(into: "") { $0.unicodeScalars.append(Unicode.Scalar($1)) })"
        out += Array("Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"\r\n\r\n".utf8)
        for (type, content) in [("text/plain", text), ("text/html", html)] {
            out += Array("--\(boundary)\r\n".utf8) + Message.part(type, content) + [0x0D, 0x0A]
        }
        return out + Array("--\(boundary)--\r\n".utf8)
    }

    private var headers: String {
        var lines = HeaderText.line("Date", MessageDate.words(date)) + Message.mailbox("From", from) + Message.mailbox("To", to)
        lines += HeaderText.line("Subject", HeaderText.unstructured(subject)) + HeaderText.line("Message-ID", ["<\(id)>"])
        // RFC 3834 §5; Exchange's own word against answers from who is away.
        lines += "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n"
        if let unsubscribe { lines += "List-Unsubscribe: <\(unsubscribe)>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" }
        return lines + "MIME-Version: 1.0\r\n"
    }

    private static func part(_ type: String, _ content: String) -> [UInt8] {
        var body = QuotedPrintable.encode(content)
        if !body.isEmpty, body.last != 0x0A { body += [0x0D, 0x0A] }
        return Array("Content-Type: \(type); charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".utf8) + body
    }

    private static func mailbox(_ header: String, _ mailbox: Mailbox) -> String {
        HeaderText.line(header, mailbox.name.isEmpty ? [mailbox.address] : HeaderText.phrase(mailbox.name) + ["<\(mailbox.address)>"])
    }

    private static func isOneLine(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0 != "\u{2028}" && $0 != "\u{2029}" }
    }

    /// RFC 5322 §3.6.4, without quoted parts.
    private static func isIdentifier(_ id: String) -> Bool {
        let parts = id.utf8.split(separator: 0x40, omittingEmptySubsequences: false)
        return id.utf8.count <= 200 && parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
            && id.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"()<>,;\"\\".utf8.contains($0) }
    }

    private static func isAddress(_ text: String) -> Bool {
        (text.hasPrefix("https://") || text.hasPrefix("http://")) && text.utf8.count <= 900 && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3C && $0 != 0x3E }
    }
}
