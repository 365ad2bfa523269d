import COpenSSL
import Glibc
import HTTP

/// Finds out whether a primary is alive, by what answers `GET /healthz`.
struct PrimaryProbe {
    /// What can be told from here.
    enum Sign: Error, Equatable {
        /// It lives, and said so much, such as "200".
        case answers(String)
        /// Its machine refuses the connection or can't be reached, or a gateway says that nobody is there.
        case gone
        /// It may be hung, or the name be wrong, or the network be down; why.
        case unsure(String)
    }

    private let host: String
    private let port: String
    private let isSecure: Bool
    /// As the Host field has it.
    private let authority: String
    private let milliseconds: Int

    /// - Parameters:
    ///   - address: `http://host[:port]` or `https://host[:port]`; a path is not looked at.
    ///   - milliseconds: how long it is waited for, for the connection and for the answer.
    init?(_ address: String, milliseconds: Int = 5_000) {
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
        (host, self.port, isSecure, self.authority, self.milliseconds) = (name, port, secure, authority, milliseconds)
    }

    func look() -> Sign {
        do throws(Sign) {
            let socket = try connect()
            defer { close(socket) }
            let request = "GET /healthz HTTP/1.1\r\nHost: \(authority)\r\nConnection: close\r\n\r\n"
            return PrimaryProbe.meaning(of: isSecure ? try exchangeSecurely(request, socket) : try exchange(request, socket))
        } catch {
            return error
        }
    }

    /// Of an answer's first line. A gateway that finds nobody says 502 (RFC 9110 section 15.6.3); one that waited in vain, 504 (section 15.6.5), has perhaps
    /// found one who is hung.
    static func meaning(of start: String) -> Sign {
        let words = start.split(maxSplits: 2) { $0 == " " || $0.isNewline }
        guard words.count > 1, words[0].hasPrefix("HTTP/") else { return .answers("something that is not HTTP") }
        return switch words[1] {
        case "502": .gone
        case "504": .unsure("a gateway waits for it in vain (504)")
        default: .answers(String(words[1]))
        }
    }

    private func connect() throws(Sign) -> Int32 {
        var hints = addrinfo(), list: UnsafeMutablePointer<addrinfo>?
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        let code = getaddrinfo(host, port, &hints, &list)
        guard code == 0 else { throw .unsure("the name \(host) can't be looked up: \(String(cString: gai_strerror(code)))") }
        defer { freeaddrinfo(list) }
        var entry = list, sign = Sign.unsure("\(host) has no address")
        while let address = entry?.pointee {
            entry = address.ai_next
            let descriptor = socket(address.ai_family, address.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
            guard descriptor >= 0 else { continue }
            // Linux keeps the sending limit for connecting too.
            var limit = timeval(tv_sec: milliseconds / 1_000, tv_usec: milliseconds % 1_000 * 1_000)
            for option in [SO_SNDTIMEO, SO_RCVTIMEO] { setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size)) }
            if Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return descriptor }
            let reason = errno
            close(descriptor)
            if PrimaryProbe.unreachable.contains(reason) {
                sign = .gone
            } else if sign != .gone {
                sign = .unsure("this machine can't try to reach it: \(Failure.reason(reason))")
            }
        }
        throw sign
    }

    /// Of connecting: the other machine says no, or there is none. `ENETUNREACH` is not among them: it is this machine that has no network then.
    private static let unreachable: Set<Int32> = [ECONNREFUSED, ECONNRESET, EHOSTUNREACH, EHOSTDOWN, ETIMEDOUT, EINPROGRESS, EAGAIN]

    private func exchange(_ request: String, _ socket: Int32) throws(Sign) -> String {
        guard Array(request.utf8).withUnsafeBytes({ send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }) == request.utf8.count else { throw silence() }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = recv(socket, &bytes, bytes.count, Int32(MSG_WAITALL))
        guard count > 0 else { throw count == 0 ? PrimaryProbe.closed : silence() }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    private static let closed = Sign.unsure("it takes the connection and closes it without an answer")

    /// By `errno`.
    private func silence() -> Sign {
        errno == EAGAIN ? .unsure("it takes the connection and says nothing for \(milliseconds) ms") : PrimaryProbe.closed
    }

    /// The certificate is not asked for: an impostor could only keep us from promoting.
    private func exchangeSecurely(_ request: String, _ socket: Int32) throws(Sign) -> String {
        // OpenSSL writes without MSG_NOSIGNAL, and the other side may have gone.
        signal(SIGPIPE, SIG_IGN)
        guard let context = SSL_CTX_new(TLS_client_method()) else { throw .unsure("OpenSSL does not start") }
        defer { SSL_CTX_free(context) }
        guard let session = SSL_new(context) else { throw .unsure("OpenSSL does not start") }
        defer { SSL_free(session) }
        // SSL_set_tlsext_host_name is a macro.
        _ = host.withCString { SSL_ctrl(session, SSL_CTRL_SET_TLSEXT_HOSTNAME, Int(TLSEXT_NAMETYPE_host_name), UnsafeMutableRawPointer(mutating: $0)) }
        guard SSL_set_fd(session, socket) == 1 else { throw .unsure("OpenSSL does not start") }
        ERR_clear_error()
        guard SSL_connect(session) == 1 else { throw failedHandshake() }
        guard SSL_write(session, request, Int32(request.utf8.count)) > 0 else { throw silence() }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = SSL_read(session, &bytes, Int32(bytes.count))
        guard count > 0 else { throw silence() }
        return String(decoding: bytes.prefix(Int(count)), as: UTF8.self)
    }

    /// Who shakes hands and fails, for want of a common version, is there all the same.
    private func failedHandshake() -> Sign {
        let reason = Int32(truncatingIfNeeded: ERR_peek_error() & 0x7F_FFFF)
        if reason == 0 { return silence() }
        return reason == SSL_R_UNEXPECTED_EOF_WHILE_READING ? PrimaryProbe.closed : .answers("a TLS error")
    }
}
