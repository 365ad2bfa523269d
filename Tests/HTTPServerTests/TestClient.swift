import CLinux
import Glibc
import Locks
import XCTest
@testable import HTTP
@testable import HTTPServer

/// What a client got: one answer, taken apart.
struct ClientResponse: Equatable {
    var status: Int
    var headers: [String: String]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
}

/// A blocking client over a real socket. A read that brings nothing for 20 seconds fails rather than hanging the test.
final class TestClient {
    let descriptor: Int32
    private var buffer: [UInt8] = []

    /// `receiveBuffer` is in bytes; a small one makes the server wait to write.
    init(_ address: ListenAddress, receiveBuffer: Int32? = nil, beforeConnecting: (Int32) -> Void = { _ in }) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var size = receiveBuffer { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, 4) }
        var timeout = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        beforeConnecting(descriptor)
        connect(to: address.port)
    }

    init(unix path: String) {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var name = UnixName(path)
        XCTAssertEqual(name.withAddress { Glibc.connect(descriptor, $0, $1) }, 0, "connect: \(errno)")
    }

    /// Whether nobody listens there.
    static func isRefused(_ address: ListenAddress) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Glibc.close(descriptor) }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = address.port.bigEndian
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        } != 0
    }

    private func connect(to port: UInt16) {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        XCTAssertEqual(result, 0, "connect: \(errno)")
    }

    deinit { close(descriptor) }

    @discardableResult
    func send(_ text: String) -> TestClient { send(Array(text.utf8)) }

    @discardableResult
    func send(_ bytes: [UInt8]) -> TestClient {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { break }
            sent += count
        }
        return self
    }

    func get(_ path: String, _ fields: String = "") -> TestClient { send("GET \(path) HTTP/1.1\r\nHost: test\r\n\(fields)\r\n") }

    func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Closes with a reset instead of a farewell.
    func abort() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// False at the end of the stream.
    private func fill() -> Bool {
        var piece = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &piece, piece.count, 0)
        guard count > 0 else { return false }
        buffer += piece[..<count]
        return true
    }

    /// The next answer; nil when the server closed before it was whole.
    func response(toHead: Bool = false) -> ClientResponse? {
        var end = headEnd
        while end == nil {
            guard fill() else { return nil }
            end = headEnd
        }
        guard let end else { return nil }
        let lines = String(decoding: buffer[..<end], as: UTF8.self).components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.components(separatedBy: ": ")
            headers[parts[0].lowercased()] = parts.dropFirst().joined(separator: ": ")
        }
        guard let status = Int(lines[0].dropFirst(9).prefix(3)) else { return nil }
        buffer.removeSubrange(..<(end + 4))
        let length = toHead || status < 200 ? 0 : headers["content-length"].flatMap { Int($0) } ?? 0
        while buffer.count < length { guard fill() else { return nil } }
        defer { buffer.removeSubrange(..<length) }
        return ClientResponse(status: status, headers: headers, body: Array(buffer[..<length]))
    }

    private var headEnd: Int? {
        let bytes = buffer
        return bytes.indices.first { bytes[$0...].starts(with: [13, 10, 13, 10]) }
    }

    /// So many bytes as text, or less when the server closes.
    func take(_ count: Int) -> String {
        while buffer.count < count, fill() {}
        defer { buffer.removeFirst(min(count, buffer.count)) }
        return String(decoding: buffer.prefix(count), as: UTF8.self)
    }

    /// Takes what comes into the buffer, once, at most so many bytes.
    func readSome(_ count: Int) {
        var piece = [UInt8](repeating: 0, count: count)
        let count = recv(descriptor, &piece, count, 0)
        if count > 0 { buffer += piece[..<count] }
    }

    /// Everything until the server closes.
    func rest() -> String {
        while fill() {}
        defer { buffer = [] }
        return String(decoding: buffer, as: UTF8.self)
    }
}

/// A place where handlers stop until the test lets them go, and where the test waits for them.
final class Gate: Sendable {
    private let counts = Monitor((arrived: 0, passes: 0))

    func arriveAndWait() {
        counts.change { $0.arrived += 1 }
        counts.wait { counts -> Void? in
            guard counts.passes > 0 else { return nil }
            counts.passes -= 1
            return ()
        }
    }

    func awaitArrivals(_ count: Int, file: StaticString = #filePath, line: UInt = #line) {
        let came: Bool? = counts.wait(atMost: .milliseconds(20_000)) { $0.arrived >= count ? true : nil }
        XCTAssertEqual(came, true, "nobody came", file: file, line: line)
    }

    var arrivals: Int { counts.withLock { $0.arrived } }

    func open(_ passes: Int = 1_000_000) {
        counts.change { $0.passes += passes }
    }
}

/// The events a server told, to be waited for.
final class EventLog: Sendable {
    private let events = Monitor([ServerEvent]())

    func record(_ event: ServerEvent) {
        events.change { $0.append(event) }
    }

    func await(_ matches: (ServerEvent) -> Bool, file: StaticString = #filePath, line: UInt = #line) {
        let found: Bool? = events.wait(atMost: .milliseconds(20_000)) { $0.contains(where: matches) ? true : nil }
        XCTAssertEqual(found, true, "no such event", file: file, line: line)
    }

    var all: [ServerEvent] { events.withLock { $0 } }
}
