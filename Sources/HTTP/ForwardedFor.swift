/// Who a request is from, when it came by way of proxies: `Forwarded` (RFC 7239), or `X-Forwarded-For` and `X-Forwarded-Proto`.
///
/// Each proxy appends whom it saw, so the list is read from its end: from the peer back to the first address that is no trusted proxy.
/// What stands before that anybody may have written. `X-Forwarded-Host` is never read.
enum ForwardedFor {
    struct Client: Equatable {
        var address: String
        /// Nil where no proxy says: then it is as the connection is.
        var isSecure: Bool?
    }

    /// The client, as far as the proxies that are trusted can tell. Where both kinds of header came and disagree, where one is malformed,
    /// obfuscated or "unknown", the last address that is sure stands.
    static func client(_ headers: Headers, peer: String, _ trusted: TrustedProxies) -> Client {
        let alone = Client(address: peer)
        guard trusted.contains(peer) else { return alone }
        let forwarded = headers.values("Forwarded"), legacy = headers.values("X-Forwarded-For")
        let scheme = agreedScheme(headers.values("X-Forwarded-Proto"))
        if forwarded.isEmpty { return Client(address: walk(legacy.flatMap(nodes), peer, trusted).address, isSecure: scheme) }
        guard let elements = ForwardedElements.parse(forwarded) else { return alone }
        let (address, index) = walk(elements.map(\.node), peer, trusted)
        if !legacy.isEmpty, walk(legacy.flatMap(nodes), peer, trusted).address != address { return alone }
        let told = index.flatMap { elements[$0].proto }.map { $0 == "https" }
        return Client(address: address, isSecure: told ?? scheme)
    }

    /// The first address from the end that is no trusted proxy, and the position of the element that the last proxy wrote.
    private static func walk(_ nodes: [IPAddress?], _ peer: String, _ trusted: TrustedProxies) -> (address: String, index: Int?) {
        var found = peer
        var last: Int?
        for (index, node) in nodes.enumerated().reversed() {
            last = index
            guard let node else { break }
            found = node.description
            guard trusted.contains(node) else { break }
        }
        return (found, last)
    }

    /// One line of X-Forwarded-For: addresses, some with ports; nil for each that is none.
    private static func nodes(_ line: String) -> [IPAddress?] {
        line.split(separator: ",", omittingEmptySubsequences: false).map { IPAddress($0.trimmingOptionalSpace) ?? node($0.trimmingOptionalSpace) }
    }

    /// `node` of RFC 7239 §6: an IPv4 address or an IPv6 address in brackets, with or without a port. Nil for `unknown` and `_obfuscated`.
    static func node(_ text: String) -> IPAddress? {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]"), isPortOrNothing(text[text.index(after: end)...]) else { return nil }
            let inner = String(text[text.index(after: text.startIndex)..<end])
            return inner.contains(":") ? IPAddress(inner) : nil
        }
        let host = text.prefix { $0 != ":" }
        guard isPortOrNothing(text[host.endIndex...]), let address = IPAddress(String(host)), address.isFour else { return nil }
        return address
    }

    /// RFC 7239 §6.3: up to five digits, or an obfuscated port, which begins with "_".
    private static func isPortOrNothing(_ text: Substring) -> Bool {
        guard let colon = text.first else { return true }
        let port = text.dropFirst()
        guard colon == ":", !port.isEmpty else { return false }
        if port.hasPrefix("_") { return port.utf8.dropFirst().allSatisfy { ASCII.isToken($0) } }
        return port.utf8.count <= 5 && port.utf8.allSatisfy(ASCII.isDigit)
    }

    /// Whether all say https, or all say http; nil where they differ, say something else, or there is none.
    private static func agreedScheme(_ lines: [String]) -> Bool? {
        let schemes = Set(lines.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map { $0.trimmingOptionalSpace.lowercased() })
        return switch schemes {
        case ["https"]: true
        case ["http"]: false
        default: nil
        }
    }
}

/// The elements of `Forwarded` (RFC 7239 §4), as far as they matter here.
struct ForwardedElements {
    var node: IPAddress?
    /// In lower case.
    var proto: String?

    /// All elements of all lines in order; nil where one is malformed.
    static func parse(_ lines: [String]) -> [ForwardedElements]? {
        var elements: [ForwardedElements] = []
        for line in lines {
            for part in split(line, at: UInt8(ascii: ",")) {
                let text = part.trimmingOptionalSpace
                guard !text.isEmpty else { continue }
                guard let element = ForwardedElements(text) else { return nil }
                elements.append(element)
            }
        }
        return elements
    }

    private init?(_ text: String) {
        var names: Set<String> = []
        for pair in ForwardedElements.split(text, at: UInt8(ascii: ";")) {
            let pair = pair.trimmingOptionalSpace
            guard !pair.isEmpty else { continue }
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            // Each parameter once (§4).
            guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.allSatisfy(ASCII.isToken), let value = ForwardedElements.value(parts[1]),
                names.insert(parts[0].lowercased()).inserted
            else { return nil }
            if parts[0].lowercased() == "for" { node = ForwardedFor.node(value) }
            if parts[0].lowercased() == "proto" { proto = value.lowercased() }
        }
    }

    /// A token or a quoted string (RFC 9110 §5.6.4), unquoted; nil for neither.
    private static func value(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "\"") else { return !bytes.isEmpty && bytes.allSatisfy(ASCII.isToken) ? text : nil }
        guard bytes.count >= 2, bytes.last == UInt8(ascii: "\"") else { return nil }
        var plain: [UInt8] = [], isEscaped = false
        for byte in bytes[1..<bytes.count - 1] {
            if !isEscaped, byte == UInt8(ascii: "\"") { return nil }
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            }
            plain.append(byte)
            isEscaped = false
        }
        return isEscaped ? nil : String(decoding: plain, as: UTF8.self)
    }

    /// At each mark outside quotes. A quote that never ends leaves a last part that `value` refuses.
    private static func split(_ text: String, at mark: UInt8) -> [String] {
        var parts: [String] = [], part: [UInt8] = [], isQuoted = false, isEscaped = false
        for byte in text.utf8 {
            if !isQuoted, byte == mark {
                parts.append(String(decoding: part, as: UTF8.self))
                part = []
                continue
            }
            if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
            isEscaped = isQuoted && byte == UInt8(ascii: "\\") && !isEscaped
            part.append(byte)
        }
        return parts + [String(decoding: part, as: UTF8.self)]
    }
}

extension Request {
    /// The request as the client sent it to the first trusted proxy: its address, and whether it came by https.
    /// From a trusted proxy the request's id is taken too, where it is a decent one.
    package func behind(_ trusted: TrustedProxies) -> Request {
        guard !trusted.isEmpty, trusted.contains(remoteAddress) else { return self }
        let client = ForwardedFor.client(headers, peer: remoteAddress, trusted)
        var request = self
        request.remoteAddress = client.address
        request.isSecure = client.isSecure ?? isSecure
        let ids = headers.values("X-Request-Id")
        if ids.count == 1, let given = RequestID(given: ids[0]) { request.id = given }
        return request
    }
}

extension StringProtocol {
    /// Without the spaces and tabs around it (OWS, RFC 9110 §5.6.3).
    fileprivate var trimmingOptionalSpace: String {
        let bytes = Array(utf8)
        let isSpace = { (byte: UInt8) in byte == ASCII.space || byte == ASCII.tab }
        let head = bytes.drop(while: isSpace)
        return String(decoding: head.prefix(head.count - head.reversed().prefix(while: isSpace).count), as: UTF8.self)
    }
}
