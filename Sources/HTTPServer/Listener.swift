import CLinux
import Glibc
import HTTP

/// Why the server can't listen, in words for the person who started it.
package enum ListenError: Error, Sendable, Equatable, CustomStringConvertible {
    case badAddress(String)
    case addressInUse(String)
    case permissionDenied(String)
    /// The address is none of this machine's.
    case notAvailable(String)
    case failed(String, code: Int32)

    package var description: String {
        switch self {
        case .badAddress(let text): "“\(text)” is not an address to listen on; write host:port, such as 127.0.0.1:8080 or [::1]:8080"
        case .addressInUse(let text): "\(text) is taken by another program; stop it, or listen on another port"
        case .permissionDenied(let text): "not allowed to listen on \(text); ports below 1024 are for root, choose a higher one"
        case .notAvailable(let text): "\(text) is not an address of this machine"
        case .failed(let text, let code): "cannot listen on \(text): \(String(cString: strerror(code)))"
        }
    }
}

/// A numeric or named host with a port, written `host:port`; an IPv6 address stands in brackets.
package struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
    package let host: String
    package let port: UInt16

    package init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    package init(_ text: String) throws(ListenError) {
        guard let found = HostAndPort(text) else { throw .badAddress(text) }
        self.init(host: found.host, port: found.port)
    }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// A listening TCP socket.
struct Listener: Sendable {
    let descriptor: Int32
    /// The address in fact bound, with the port the system chose when 0 was asked for.
    let address: ListenAddress

    init(_ wanted: ListenAddress, backlog: Int32) throws(ListenError) {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(wanted.host, String(wanted.port), &hints, &found) == 0, let info = found else { throw .badAddress(wanted.description) }
        defer { freeaddrinfo(found) }
        let descriptor = socket(info.pointee.ai_family, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Listener.error(errno, wanted) }
        var one: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0, listen(descriptor, backlog) == 0 else {
            let code = errno
            close(descriptor)
            throw Listener.error(code, wanted)
        }
        self.descriptor = descriptor
        address = PeerAddress.ofSocket(descriptor) ?? wanted
    }

    private static func error(_ code: Int32, _ address: ListenAddress) -> ListenError {
        switch code {
        case EADDRINUSE: .addressInUse(address.description)
        case EACCES, EPERM: .permissionDenied(address.description)
        case EADDRNOTAVAIL: .notAvailable(address.description)
        default: .failed(address.description, code: code)
        }
    }

    /// What came of one try to accept.
    enum Accepted {
        case connection(descriptor: Int32, address: String)
        case noneWaiting
        /// No descriptor or memory left; the client waits in the backlog.
        case exhausted(Int32)
        /// The client was gone already, or the like: try the next.
        case failed
    }

    func accept() -> Accepted {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let accepted = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                accept4(descriptor, $0, &length, Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue))
            }
        }
        guard accepted < 0 else {
            var one: Int32 = 1
            setsockopt(accepted, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
            return .connection(descriptor: accepted, address: PeerAddress.text(storage))
        }
        switch errno {
        case EAGAIN: return .noneWaiting
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted(errno)
        default: return .failed
        }
    }
}

/// Socket addresses as text.
enum PeerAddress {
    /// The numeric address, without port; an IPv4 address that came by way of IPv6 is written as IPv4.
    static func text(_ storage: sockaddr_storage) -> String {
        var storage = storage
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let isSix = Int32(storage.ss_family) == AF_INET6
        let family = isSix ? AF_INET6 : AF_INET
        let written = withUnsafePointer(to: &storage) { pointer in
            if isSix {
                pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { six in
                    withUnsafePointer(to: six.pointee.sin6_addr) { inet_ntop(family, $0, &buffer, socklen_t(INET6_ADDRSTRLEN)) != nil }
                }
            } else {
                pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { four in
                    withUnsafePointer(to: four.pointee.sin_addr) { inet_ntop(family, $0, &buffer, socklen_t(INET6_ADDRSTRLEN)) != nil }
                }
            }
        }
        guard written else { return "" }
        let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.hasPrefix("::ffff:") && text.contains(".") ? String(text.dropFirst(7)) : text
    }

    static func ofSocket(_ descriptor: Int32) -> ListenAddress? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard result == 0 else { return nil }
        // The port lies at the same place in both families.
        let port = withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { UInt16(bigEndian: $0.pointee.sin_port) }
        }
        return ListenAddress(host: text(storage), port: port)
    }
}
