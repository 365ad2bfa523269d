import CLinux
import Glibc
import HTTP

/// A listening stream socket.
struct Listener: Sendable {
    /// What the kernel may hold unsent for one connection.
    private static let unsentBytes: Int32 = 131_072

    let descriptor: Int32
    /// The address in fact bound, with the port the system chose when 0 was asked for.
    let address: ListenAddress
    /// What those who come here must speak.
    private(set) var tls: TLS?

    init(_ door: Door, backlog: Int32) throws(ListenError) {
        try self.init(door.address, backlog: backlog)
        tls = door.tls
    }

    init(_ wanted: ListenAddress, backlog: Int32) throws(ListenError) {
        switch wanted {
        case .tcp(let host, let port): try self.init(host: host, port: port, backlog: backlog)
        case .unix(let path): try self.init(path: path, backlog: backlog)
        case .inherited(let descriptor): try self.init(inherited: descriptor)
        }
    }

    private init(host: String, port: UInt16, backlog: Int32) throws(ListenError) {
        let wanted = ListenAddress.tcp(host: host, port: port)
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let info = found else { throw .badAddress(wanted.description) }
        defer { freeaddrinfo(found) }
        let descriptor = try Listener.socket(info.pointee.ai_family, wanted)
        var one: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0, listen(descriptor, backlog) == 0 else {
            throw Listener.failure(descriptor, wanted)
        }
        self.descriptor = descriptor
        address = PeerAddress.ofSocket(descriptor) ?? wanted
    }

    private init(path: String, backlog: Int32) throws(ListenError) {
        let wanted = ListenAddress.unix(path: path)
        var name = UnixName(path)
        let descriptor = try Listener.socket(AF_UNIX, wanted)
        // A socket that an earlier run left behind answers nobody; nor does an ordinary file, which must stay.
        if Listener.isSocket(path), name.withAddress({ connect(descriptor, $0, $1) }) != 0, errno == ECONNREFUSED { unlink(path) }
        guard name.withAddress({ bind(descriptor, $0, $1) }) == 0 else {
            throw Listener.failure(descriptor, wanted)
        }
        // The proxy's group may use it, nobody else.
        guard chmod(path, 0o660) == 0, listen(descriptor, backlog) == 0 else {
            let error = Listener.failure(descriptor, wanted)
            unlink(path)
            throw error
        }
        self.descriptor = descriptor
        address = wanted
    }

    private init(inherited descriptor: Int32) throws(ListenError) {
        var listens: Int32 = 0, kind: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0, listens == 1,
            getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &kind, &length) == 0, kind == Int32(SOCK_STREAM.rawValue)
        else { throw .notListening(descriptor) }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        self.descriptor = descriptor
        let found = PeerAddress.ofSocket(descriptor)
        address = found ?? .inherited(descriptor: descriptor)
    }

    /// A socket's file that we made goes with it.
    func close() {
        Glibc.close(descriptor)
        if case .unix(let path) = address { unlink(path) }
    }

    private static func isSocket(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFSOCK
    }

    private static func socket(_ family: Int32, _ wanted: ListenAddress) throws(ListenError) -> Int32 {
        let descriptor = Glibc.socket(family, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw error(errno, wanted) }
        return descriptor
    }

    private static func failure(_ descriptor: Int32, _ wanted: ListenAddress) -> ListenError {
        let code = errno
        Glibc.close(descriptor)
        return error(code, wanted)
    }

    private static func error(_ code: Int32, _ address: ListenAddress) -> ListenError {
        switch code {
        case EADDRINUSE, EISCONN: .addressInUse(address.description)
        case EACCES, EPERM: .permissionDenied(address.description)
        case EADDRNOTAVAIL: .notAvailable(address.description)
        default: .failed(address.description, code: code)
        }
    }

    /// How a connection accepted here travels; nil for want of memory.
    func transport(_ accepted: Int32) -> Transport? {
        guard let tls else { return .plain(accepted) }
        return TLSConnection(accepted, tls.current).map { .secure($0) }
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
            // One send carries an answer's head and content, so nothing is gained by waiting for more; a Unix socket has no such option.
            var one: Int32 = 1
            setsockopt(accepted, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
            // What a slow reader does not take stays with us, where it is counted, instead of filling megabytes of the kernel's memory.
            var unsent = Listener.unsentBytes
            setsockopt(accepted, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, &unsent, socklen_t(MemoryLayout<Int32>.size))
            return .connection(descriptor: accepted, address: PeerAddress.text(storage))
        }
        switch errno {
        case EAGAIN: return .noneWaiting
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted(errno)
        default: return .failed
        }
    }
}

/// The path of a Unix socket as the system wants it; a path too long is cut, which `ListenAddress` has refused before.
struct UnixName {
    private var name = sockaddr_un()

    init(_ path: String) {
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { room in
            for (index, byte) in path.utf8.prefix(room.count - 1).enumerated() { room[index] = byte }
        }
    }

    mutating func withAddress(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }
}
