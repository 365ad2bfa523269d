import Glibc
import HTTP

/// Why the server can't listen, in words for the person who started it.
package enum ListenError: Error, Sendable, Equatable, CustomStringConvertible {
    case badAddress(String)
    case addressInUse(String)
    case permissionDenied(String)
    /// The address is none of this machine's.
    case notAvailable(String)
    /// A descriptor that was handed over is no listening stream socket.
    case notListening(Int32)
    case failed(String, code: Int32)

    package var description: String {
        switch self {
        case .badAddress(let text): "“\(text)” is not an address to listen on; write host:port, such as 127.0.0.1:8080 or [::1]:8080, or unix:/path/of/socket"
        case .addressInUse(let text): "\(text) is taken by another program; stop it, or listen on another port"
        case .permissionDenied(let text): "not allowed to listen on \(text); ports below 1024 are for root, choose a higher one, and a socket's folder must be writable"
        case .notAvailable(let text): "\(text) is not an address of this machine"
        case .notListening(let descriptor): "descriptor \(descriptor), handed over by whoever started the program, is no listening stream socket; correct the socket unit"
        case .failed(let text, let code): "cannot listen on \(text): \(String(cString: strerror(code)))"
        }
    }
}

/// Where to listen.
package enum ListenAddress: Sendable, Equatable, CustomStringConvertible {
    /// A numeric or named host with a port, written `host:port`; an IPv6 address stands in brackets.
    case tcp(host: String, port: UInt16)
    /// A socket in the file system, written `unix:/path`.
    case unix(path: String)
    /// A socket that listens already, handed over by whoever started the program, as systemd does.
    case inherited(descriptor: Int32)

    package init(host: String, port: UInt16) { self = .tcp(host: host, port: port) }

    package init(_ text: String) throws(ListenError) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            // The room that sockaddr_un has for a path and its end.
            guard path.hasPrefix("/"), path.utf8.count < 108, !path.utf8.contains(0) else { throw .badAddress(text) }
            self = .unix(path: path)
        } else {
            guard let found = HostAndPort(text) else { throw .badAddress(text) }
            self = .tcp(host: found.host, port: found.port)
        }
    }

    package var description: String {
        switch self {
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        case .inherited(let descriptor): "descriptor \(descriptor)"
        }
    }

    /// 0 where there is none.
    package var port: UInt16 {
        if case .tcp(_, let port) = self { port } else { 0 }
    }
}

/// An address to listen on, and what is spoken there.
package struct Door: Sendable {
    package let address: ListenAddress
    /// Nil for plain HTTP.
    package let tls: TLS?

    package init(_ address: ListenAddress, _ tls: TLS? = nil) {
        self.address = address
        self.tls = tls
    }
}
