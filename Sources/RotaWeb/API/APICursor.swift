import Secrets

/// Where a page of a list ended: the last item's key, so that rows which come or go meanwhile make no item appear twice or be missed.
enum APICursor {
    static func write(_ key: String, route: String) -> String { Base64URL.encode(Array("\(route) \(key)".utf8)) }

    /// The key; nil for what this route did not give.
    static func read(_ text: String, route: String) -> String? {
        guard text.utf8.count <= 400, let bytes = Base64URL.decode(text), let plain = String(validating: bytes, as: UTF8.self), plain.hasPrefix(route + " ") else { return nil }
        return String(plain.dropFirst(route.count + 1))
    }
}
