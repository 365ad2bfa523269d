/// `host:port`, where a server listens: a name or a numeric address, an IPv6 address in brackets.
package struct HostAndPort: Sendable, Equatable {
    /// Without brackets.
    package let host: String
    package let port: UInt16

    /// Nil where either is missing or can't be one.
    package init?(_ text: String) {
        guard Authority.isValid(Array(text.utf8).span), let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else { return nil }
        let host = text[..<colon]
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        guard isBracketed || !host.contains(":") else { return nil }
        self.host = String(isBracketed ? host.dropFirst().dropLast() : host)
        self.port = port
    }
}
