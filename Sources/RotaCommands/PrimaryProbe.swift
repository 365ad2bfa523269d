import COpenSSL
import Glibc
import HTTP

/// Finds out whether a primary is alive: whether anything but a gateway's "nobody there" answers `GET /healthz`.
struct PrimaryProbe {
    private let host: String
    private let port: String
    private let isSecure: Bool
    /// As the Host field has it.
    private let authority: String

    /// `http://host[:port]` or `https://host[:port]`; a path is not looked at.
    init?(_ address: String) {
        let secure = address.hasPrefix("https://")
        guard secure || address.hasPrefix("http://") else { return nil }
        let authority = String(address.dropFirst(secure ? 8 : 7).prefix { $0 != "/" && $0 != "?" && $0 != "#" })
        var name = authority, port = secure ? "443" : "80"
        if let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
            name = String(authority[..<colon])
            port = String(authority[authority.index(after: colon)...])
        }
        if name.hasPrefix("["), name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
        guard !name.isEmpty, let number = UInt16(port), number > 0, authority.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x40 }) else { return nil }
        (host, self.port, isSecure, self.authority) = (name, port, secure, authority)
    }

    /// What it answered, such as "200"; nil when there is nobody: no connection, no answer within 5 seconds, or a gateway's 502 or 504.
    func answer() -> String? {
        guard let socket = connect() else { return nil }
        defer { close(socket) }
        let request = "GET /healthz HTTP/1.1\r\nHost: \(authority)\r\nConnection: close\r\n\r\n"
        guard let start = isSecure ? exchangeSecurely(request, socket) : exchange(request, socket), !start.isEmpty else { return nil }
        return PrimaryProbe.meaning(of: start)
    }

    /// The status of an answer's first line; nil for a gateway that found nobody behind it (RFC 9110 sections 15.6.3 and 15.6.5).
    static func meaning(of start: String) -> String? {
        let words = start.split(maxSplits: 2) { $0 == " " || $0.isNewline }
        guard words.count > 1, words[0].hasPrefix("HTTP/") else { return start == PrimaryProbe.noTLS ? start : "something that is not HTTP" }
        return ["502", "504"].contains(words[1]) ? nil : String(words[1])
    }

    private static let noTLS = "a TLS error"

    private func connect() -> Int32? {
        var hints = addrinfo(), list: UnsafeMutablePointer<addrinfo>?
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        guard getaddrinfo(host, port, &hints, &list) == 0 else { return nil }
        defer { freeaddrinfo(list) }
        var entry = list
        while let address = entry?.pointee {
            entry = address.ai_next
            let descriptor = socket(address.ai_family, address.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
            guard descriptor >= 0 else { continue }
            // Linux keeps the sending limit for connecting too.
            var limit = timeval(tv_sec: 5, tv_usec: 0)
            for option in [SO_SNDTIMEO, SO_RCVTIMEO] { setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size)) }
            if Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return descriptor }
            close(descriptor)
        }
        return nil
    }

    private func exchange(_ request: String, _ socket: Int32) -> String? {
        guard Array(request.utf8).withUnsafeBytes({ send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }) == request.utf8.count else { return nil }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = recv(socket, &bytes, bytes.count, Int32(MSG_WAITALL))
        return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
    }

    /// The certificate is not asked for: an impostor could only keep us from promoting.
    private func exchangeSecurely(_ request: String, _ socket: Int32) -> String? {
        // OpenSSL writes without MSG_NOSIGNAL, and the other side may have gone.
        signal(SIGPIPE, SIG_IGN)
        guard let context = SSL_CTX_new(TLS_client_method()) else { return nil }
        defer { SSL_CTX_free(context) }
        guard let session = SSL_new(context) else { return nil }
        defer { SSL_free(session) }
        // SSL_set_tlsext_host_name is a macro.
        _ = host.withCString { SSL_ctrl(session, SSL_CTRL_SET_TLSEXT_HOSTNAME, Int(TLSEXT_NAMETYPE_host_name), UnsafeMutableRawPointer(mutating: $0)) }
        guard SSL_set_fd(session, socket) == 1 else { return nil }
        // Who shakes hands and fails, for want of a common version, is there all the same.
        guard SSL_connect(session) == 1 else { return ERR_peek_error() == 0 ? nil : PrimaryProbe.noTLS }
        guard SSL_write(session, request, Int32(request.utf8.count)) > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = SSL_read(session, &bytes, Int32(bytes.count))
        return count > 0 ? String(decoding: bytes.prefix(Int(count)), as: UTF8.self) : nil
    }
}
