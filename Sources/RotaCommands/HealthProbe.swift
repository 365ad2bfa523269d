import Foundation
import HTTP

/// Asks a running program's `/healthz`, as a watcher would.
enum HealthProbe {
    /// Nil when it answers 200 within so many seconds; else why not.
    /// - Parameter listen: `host:port`, or `unix:` and a path, as `ROTA_LISTEN` has it.
    static func failure(listen: String, seconds: Int = 5) -> String? {
        let descriptor = listen.hasPrefix("unix:") ? connectUnix(String(listen.dropFirst(5)), seconds) : connectTCP(listen, seconds)
        guard descriptor >= 0 else { return "nobody takes a connection on \(listen): \(Failure.reason(errno))" }
        defer { close(descriptor) }
        let request = Array("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
        guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return "the request could not be sent: \(Failure.reason(errno))" }
        var buffer = [UInt8](repeating: 0, count: 4_096)
        var answer: [UInt8] = []
        while answer.count < 12 {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return count == 0 ? "the connection was closed without an answer" : "no answer within \(seconds) seconds" }
            answer += buffer[..<count]
        }
        let line = String(decoding: answer.prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self)
        return line.hasPrefix("HTTP/1.1 200") ? nil : "it answered \(line)"
    }

    private static func limit(_ descriptor: Int32, _ seconds: Int) {
        var timeout = timeval(tv_sec: seconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] { setsockopt(descriptor, SOL_SOCKET, option, &timeout, socklen_t(MemoryLayout<timeval>.size)) }
    }

    /// Where the program listens on every address, its own machine's is asked.
    private static func connectTCP(_ listen: String, _ seconds: Int) -> Int32 {
        guard let place = HostAndPort(listen) else { return -1 }
        let host = ["0.0.0.0": "127.0.0.1", "::": "::1"][place.host] ?? place.host
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(place.port), &hints, &found) == 0, let info = found else { return -1 }
        defer { freeaddrinfo(found) }
        return connected(socket(info.pointee.ai_family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0), info.pointee.ai_addr, info.pointee.ai_addrlen, seconds)
    }

    private static func connectUnix(_ path: String, _ seconds: Int) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8) + [0]
        guard bytes.count <= MemoryLayout.size(ofValue: address.sun_path) else { return -1 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connected(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0), $0, socklen_t(MemoryLayout<sockaddr_un>.size), seconds)
            }
        }
    }

    private static func connected(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>?, _ length: socklen_t, _ seconds: Int) -> Int32 {
        guard descriptor >= 0 else { return -1 }
        limit(descriptor, seconds)
        guard connect(descriptor, address, length) == 0 else {
            let code = errno
            close(descriptor)
            errno = code
            return -1
        }
        return descriptor
    }
}
