import Glibc

/// A connection to a server, plain at first and perhaps TLS later, with a deadline for each wait.
///
/// One thread uses it; it is closed when it goes.
final class NetworkStream {
    /// Why nothing more moves, in words; the caller knows at which stage.
    enum Trouble: Error, Equatable {
        case late(seconds: Int)
        case cancelled
        case closed
        /// The host, and why it has no address that is known.
        case unknown(String, String)
        /// Nothing was there to talk to.
        case unreachable(String)
        /// What was asked of TLS was not to be had.
        case insecure(String)
        case failed(String)

        var words: String {
            switch self {
            case .late(let seconds): "There was no answer within \(seconds) seconds."
            case .cancelled: "It was broken off because the program stops."
            case .closed: "The server closed the connection."
            case .unknown(let host, let why): "The name \(host) can’t be looked up: \(why)."
            case .unreachable(let words): "No connection could be made: \(words)."
            case .insecure(let words): "It could not be secured: \(words)."
            case .failed(let words): "The connection broke: \(words)."
            }
        }
    }

    let descriptor: Int32
    private let watch: Watch
    private var tls: TLSClient?
    private var unread: [UInt8] = []
    private var position = 0

    private init(_ descriptor: Int32, _ watch: Watch) {
        self.descriptor = descriptor
        self.watch = watch
    }

    deinit { close(descriptor) }

    /// Something was received and not yet read.
    var hasUnread: Bool { position < unread.count }
    var isSecure: Bool { tls != nil }

    /// Tries each of the host's addresses in turn. Looking them up and connecting have `milliseconds` each.
    static func connect(_ host: String, _ port: Int, milliseconds: Int, lookup: NameLookup = .system, _ watch: Watch) throws(Trouble) -> NetworkStream {
        let addresses = try lookup.addresses(of: host, port, milliseconds: milliseconds, watch)
        let deadline = Deadline(milliseconds: milliseconds)
        var trouble = Trouble.closed
        for (number, address) in addresses.enumerated() {
            // A first address that swallows everything leaves time for the second.
            let share = Deadline(milliseconds: number == addresses.count - 1 ? deadline.milliseconds : deadline.milliseconds / 2)
            do throws(Trouble) {
                return try open(address, share, milliseconds, watch)
            } catch {
                trouble = error
                if error == .cancelled { break }
            }
        }
        throw trouble
    }

    private static func open(_ address: NameLookup.Address, _ deadline: Deadline, _ milliseconds: Int, _ watch: Watch) throws(Trouble) -> NetworkStream {
        let descriptor = socket(address.family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw .unreachable(reason(errno)) }
        let stream = NetworkStream(descriptor, watch)
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        let code = address.bytes.withUnsafeBytes { bytes in
            Glibc.connect(descriptor, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count)) == 0 ? 0 : errno
        }
        if code == 0 { return stream }
        guard code == EINPROGRESS else { throw .unreachable(reason(code)) }
        switch deadline.wait(descriptor, Int32(POLLOUT), watch) {
        case .late: throw .late(seconds: max(1, milliseconds / 1_000))
        case .cancelled: throw .cancelled
        case .ready: break
        }
        var error: Int32 = 0, length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length)
        guard error == 0 else { throw .unreachable(reason(error)) }
        return stream
    }

    /// Our end's address as HELO may have it: `[192.0.2.1]` or `[IPv6:2001:db8::1]` (RFC 5321 §4.1.3).
    var ownAddressLiteral: String {
        var storage = sockaddr_storage(), length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let code = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                getsockname(descriptor, address, &length) == 0 ? getnameinfo(address, length, &host, socklen_t(host.count), nil, 0, NI_NUMERICHOST) : -1
            }
        }
        guard code == 0 else { return "[127.0.0.1]" }
        let text = String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }.prefix { $0 != UInt8(ascii: "%") }, as: UTF8.self)
        return text.contains(":") ? "[IPv6:\(text)]" : "[\(text)]"
    }

    /// From here on all is encrypted. What was received in the clear and not yet read is dropped: the caller looks for it first.
    func secure(_ client: TLSClient, milliseconds: Int) throws(Trouble) {
        unread = []
        position = 0
        let deadline = Deadline(milliseconds: milliseconds)
        while true {
            let step = client.shakeHands()
            try flush(client, deadline, milliseconds)
            switch step {
            case .done:
                tls = client
                return
            case .needsMore: client.give(try receive(deadline, milliseconds))
            case .ended: throw .closed
            case .failed(let words): throw .insecure(words)
            }
        }
    }

    func write(_ bytes: [UInt8], milliseconds: Int) throws(Trouble) {
        // What a slow server takes in pieces each has its own time.
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = Array(rest.prefix(16_384))
            rest = rest.dropFirst(piece.count)
            let deadline = Deadline(milliseconds: milliseconds)
            guard let tls else {
                try send(piece, deadline, milliseconds)
                continue
            }
            guard case .done = tls.encrypt(piece) else { throw .failed("TLS could not encrypt") }
            try flush(tls, deadline, milliseconds)
        }
    }

    /// A line without its end, which is CRLF or a bare LF; nil for one longer than `limit`.
    func readLine(limit: Int, until deadline: Deadline, _ milliseconds: Int) throws(Trouble) -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            while position < unread.count {
                let byte = unread[position]
                position += 1
                if byte == 0x0A {
                    if line.last == 0x0D { line.removeLast() }
                    return line
                }
                line.append(byte)
                if line.count > limit { return nil }
            }
            try fill(deadline, milliseconds)
        }
    }

    /// What comes next, at least a byte; nil at the end.
    func readSome(until deadline: Deadline, _ milliseconds: Int) throws(Trouble) -> [UInt8]? {
        do throws(Trouble) {
            while position >= unread.count { try fill(deadline, milliseconds) }
        } catch {
            if error == .closed { return nil }
            throw error
        }
        defer { position = unread.count }
        return Array(unread[position...])
    }

    /// What was read too far.
    func putBack(_ bytes: [UInt8]) { (unread, position) = (bytes, 0) }

    private func fill(_ deadline: Deadline, _ milliseconds: Int) throws(Trouble) {
        guard let tls else {
            unread = try receive(deadline, milliseconds)
            position = 0
            return
        }
        while true {
            switch tls.decrypt() {
            case .text(let bytes):
                unread = bytes
                position = 0
                return
            case .needsMore:
                // A renegotiated key or a session ticket may want an answer.
                try flush(tls, deadline, milliseconds)
                tls.give(try receive(deadline, milliseconds))
            case .ended: throw .closed
            case .failed(let words): throw .failed(words)
            }
        }
    }

    private func flush(_ client: TLSClient, _ deadline: Deadline, _ milliseconds: Int) throws(Trouble) {
        let bytes = client.takeOutgoing()
        if !bytes.isEmpty { try send(bytes, deadline, milliseconds) }
    }

    private func receive(_ deadline: Deadline, _ milliseconds: Int) throws(Trouble) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            // A server that never pauses, with records that hold no text, must not hold this thread for ever.
            if watch.isCancelled() { throw .cancelled }
            if deadline.milliseconds == 0 { throw .late(seconds: max(1, milliseconds / 1_000)) }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count > 0 { return Array(buffer.prefix(count)) }
            if count == 0 { throw .closed }
            try wait(errno, Int32(POLLIN), deadline, milliseconds)
        }
    }

    private func send(_ bytes: [UInt8], _ deadline: Deadline, _ milliseconds: Int) throws(Trouble) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress.map { $0 + sent }, $0.count - sent, Int32(MSG_NOSIGNAL)) }
            if count > 0 {
                sent += count
            } else {
                try wait(errno, Int32(POLLOUT), deadline, milliseconds)
            }
        }
    }

    private func wait(_ code: Int32, _ events: Int32, _ deadline: Deadline, _ milliseconds: Int) throws(Trouble) {
        guard code == EAGAIN || code == EINTR else { throw code == ECONNRESET || code == EPIPE ? .closed : .failed(NetworkStream.reason(code)) }
        switch deadline.wait(descriptor, events, watch) {
        case .ready: return
        case .late: throw .late(seconds: max(1, milliseconds / 1_000))
        case .cancelled: throw .cancelled
        }
    }

    static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
