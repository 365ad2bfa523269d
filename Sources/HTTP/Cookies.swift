/// The cookies a request came with (RFC 6265 §4.2.1, read leniently as its §5.4 asks of servers).
package struct Cookies: Sendable {
    private var pairs: [(name: String, value: String)] = []

    package init(_ headers: Headers) {
        for line in headers.values("Cookie") {
            for pair in line.utf8.split(separator: UInt8(ascii: ";")) {
                guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
                let name = Cookies.trimmed(pair[..<equals])
                guard !name.isEmpty else { continue }
                pairs.append((name, Cookies.unquoted(Cookies.trimmed(pair[pair.index(after: equals)...]))))
            }
        }
    }

    /// The value of this name; nil as well when the name came more than once, for then another site on the domain may have planted one of them.
    package subscript(name: String) -> String? {
        let found = all(name)
        return found.count == 1 ? found.first : nil
    }

    package func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    private static func trimmed(_ bytes: Substring.UTF8View) -> String {
        let head = bytes.drop { $0 == ASCII.space || $0 == ASCII.tab }
        guard let last = head.lastIndex(where: { $0 != ASCII.space && $0 != ASCII.tab }) else { return "" }
        return String(Substring(head[...last]))
    }

    private static func unquoted(_ text: String) -> String {
        let bytes = text.utf8
        guard bytes.count >= 2, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") else { return text }
        return String(Substring(bytes.dropFirst().dropLast()))
    }
}

/// A cookie to set (RFC 6265bis §4.1). Never given a Domain, so it stays with the host that set it.
package struct SetCookie: Sendable, Equatable {
    /// When a cookie goes along with requests that another site caused.
    package enum SameSite: String, Sendable {
        case strict = "Strict"
        case lax = "Lax"
        case none = "None"
    }

    package var name: String
    package var value: String
    package var path: String
    /// Seconds; nil lasts until the browser closes, 0 removes.
    package var maxAge: Int?
    package var isSecure: Bool
    package var isHTTPOnly: Bool
    package var sameSite: SameSite

    package init(
        _ name: String, _ value: String, path: String = "/", maxAge: Int? = nil, secure: Bool, httpOnly: Bool = true, sameSite: SameSite = .lax
    ) {
        self.name = name
        self.value = value
        self.path = path
        self.maxAge = maxAge
        isSecure = secure
        isHTTPOnly = httpOnly
        self.sameSite = sameSite
    }

    /// Takes the cookie away from the browser; path and security must be those it was set with.
    package static func removing(_ name: String, path: String = "/", secure: Bool) -> SetCookie {
        SetCookie(name, "", path: path, maxAge: 0, secure: secure)
    }

    /// Nil when a browser would refuse or misread it: a bad byte in name, value or path, or a `__Host-`, `__Secure-` or SameSite=None promise not kept.
    package var headerValue: String? {
        guard !name.isEmpty, name.utf8.allSatisfy(ASCII.isToken), value.utf8.allSatisfy(SetCookie.isOctet) else { return nil }
        guard path.hasPrefix("/"), path.utf8.allSatisfy({ ASCII.isVisible($0) && $0 != UInt8(ascii: ";") }) else { return nil }
        if name.hasPrefix("__Host-") { guard isSecure, path == "/" else { return nil } }
        if name.hasPrefix("__Secure-") || sameSite == .none { guard isSecure else { return nil } }
        var text = "\(name)=\(value); Path=\(path)"
        if let maxAge { text += "; Max-Age=\(maxAge)" }
        if isHTTPOnly { text += "; HttpOnly" }
        if isSecure { text += "; Secure" }
        return text + "; SameSite=\(sameSite.rawValue)"
    }

    /// `cookie-octet` of RFC 6265 §4.1.1.
    private static func isOctet(_ byte: UInt8) -> Bool {
        guard ASCII.isVisible(byte) else { return false }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\\"): return false
        default: return true
        }
    }
}
