import XCTest
@testable import HTTP
@testable import HTTPServer

final class ListenerTests: ServerTestCase {
    func testAddress_isReadAndWritten() throws {
        for (text, host, port) in [("127.0.0.1:8080", "127.0.0.1", UInt16(8080)), ("[::1]:0", "::1", 0), ("localhost:65535", "localhost", 65_535)] {
            let address = try ListenAddress(text)
            XCTAssertEqual(address, .tcp(host: host, port: port))
            XCTAssertEqual(address.description, text)
        }
        XCTAssertEqual(try ListenAddress("unix:/run/rota.sock"), .unix(path: "/run/rota.sock"))
        XCTAssertEqual(try ListenAddress("unix:/run/rota.sock").description, "unix:/run/rota.sock")
        for text in ["", ":", ":80", "a", "a:", "a:b", "a:-1", "a:65536", "::1:80", "127.0.0.1", "unix:", "unix:relative", "unix:/" + String(repeating: "x", count: 107)] {
            XCTAssertThrowsError(try ListenAddress(text), text) { XCTAssertEqual($0 as? ListenError, .badAddress(text)) }
        }
    }

    func testStart_saysWhyItCannotListen() throws {
        let (_, address) = try start()
        let other = Server(hooks: ServerHooks { _ in Response(.ok) })
        XCTAssertThrowsError(try other.start(on: [address])) { XCTAssertEqual($0 as? ListenError, .addressInUse(address.description)) }
        XCTAssertThrowsError(try other.start(on: [ListenAddress(host: "192.0.2.1", port: 0)])) {
            XCTAssertEqual($0 as? ListenError, .notAvailable("192.0.2.1:0"))
        }
        XCTAssertThrowsError(try other.start(on: [ListenAddress(host: "no such host", port: 0)])) {
            XCTAssertEqual($0 as? ListenError, .badAddress("no such host:0"))
        }
    }

    func testPeerAddress_writesMappedAddressesAsIPv4() {
        var six = sockaddr_in6()
        six.sin6_family = sa_family_t(AF_INET6)
        func text(_ address: String) -> String {
            XCTAssertEqual(inet_pton(AF_INET6, address, &six.sin6_addr), 1)
            var storage = sockaddr_storage()
            withUnsafeMutableBytes(of: &storage) { target in withUnsafeBytes(of: &six) { target.copyMemory(from: $0) } }
            return PeerAddress.text(storage)
        }
        XCTAssertEqual(text("::1"), "::1")
        XCTAssertEqual(text("::ffff:192.0.2.7"), "192.0.2.7")
        XCTAssertEqual(text("2001:db8::7"), "2001:db8::7")
    }
}
