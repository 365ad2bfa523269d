import Glibc

/// Socket addresses as text.
enum PeerAddress {
    /// Of whoever came by a Unix socket.
    static let local = "unix"

    /// The numeric address, without port; an IPv4 address that came by way of IPv6 is written as IPv4.
    static func text(_ storage: sockaddr_storage) -> String {
        var storage = storage
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = Int32(storage.ss_family)
        guard family == AF_INET || family == AF_INET6 else { return local }
        let written = withUnsafePointer(to: &storage) { pointer in
            if family == AF_INET6 {
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

    /// Nil for a socket that is not of the network.
    static func ofSocket(_ descriptor: Int32) -> ListenAddress? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard result == 0, Int32(storage.ss_family) != AF_UNIX else { return nil }
        // The port lies at the same place in both families.
        let port = withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { UInt16(bigEndian: $0.pointee.sin_port) }
        }
        return .tcp(host: text(storage), port: port)
    }
}
