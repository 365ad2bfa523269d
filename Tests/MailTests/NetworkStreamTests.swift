import Foundation
import XCTest

@testable import Mail

/// How long a server can hold the thread that sends mail (issue 5.10).
final class NetworkStreamTests: XCTestCase {
    /// A socket of this machine that connections can be made to, and its port.
    private func listening() throws -> (listener: Int32, port: Int) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in(), length = socklen_t(MemoryLayout<sockaddr_in>.size)
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, length) == 0 && listen(listener, 1) == 0 && getsockname(listener, $0, &length) == 0 }
        }
        XCTAssertTrue(isBound)
        return (listener, Int(address.sin_port.byteSwapped))
    }

    /// A server on this machine that sends without a pause until its client goes.
    private func flooded() throws -> NetworkStream {
        let (listener, port) = try listening()
        defer { close(listener) }
        let stream = try NetworkStream.connect("127.0.0.1", port, milliseconds: 2_000, Watch())
        let server = accept(listener, nil, nil)
        Thread.detachNewThread {
            let flood = [UInt8](repeating: 0x78, count: 65_536)
            while send(server, flood, flood.count, Int32(MSG_NOSIGNAL)) > 0 {}
            close(server)
        }
        return stream
    }

    func testRead_endsAtItsDeadline_thoughTheServerNeverPauses() throws {
        let stream = try flooded(), deadline = Deadline(milliseconds: 200), end = Deadline(milliseconds: 5_000)
        var trouble: NetworkStream.Trouble?
        while trouble == nil, end.milliseconds > 0 {
            // As slow as decrypting is: there is always more.
            usleep(500)
            do throws(NetworkStream.Trouble) { _ = try stream.readSome(until: deadline, 1_000) } catch { trouble = error }
        }
        XCTAssertEqual(trouble, .late(seconds: 1))
    }

    /// A host's second address is taken where nobody is at the first.
    func testConnect_triesEveryAddress() throws {
        let (listener, port) = try listening(), (unused, silent) = try listening()
        defer { close(listener) }
        close(unused)
        func address(_ port: Int) throws -> NameLookup.Address { try XCTUnwrap(NameLookup.system.addresses(of: "127.0.0.1", port, milliseconds: 2_000, Watch()).first) }
        let both = NameLookup.Answer.found([try address(silent), try address(port)])
        XCTAssertNoThrow(try NetworkStream.connect("mail.example", 25, milliseconds: 2_000, lookup: NameLookup { _ in both }, Watch()))
        let none = NameLookup.Answer.found([try address(silent)])
        XCTAssertThrowsError(try NetworkStream.connect("mail.example", 25, milliseconds: 2_000, lookup: NameLookup { _ in none }, Watch())) {
            XCTAssertEqual($0 as? NetworkStream.Trouble, .unreachable("Connection refused"))
        }
    }
}
