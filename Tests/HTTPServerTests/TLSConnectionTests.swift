import COpenSSL
import Glibc
import XCTest
@testable import HTTPServer

/// Bytes through TLS over sockets that never wait: in pieces, in masses, cut short, and not TLS at all.
final class TLSConnectionTests: XCTestCase {
    private var made: TestCertificates?
    private var context: TLSContext?

    override func setUpWithError() throws {
        let made = try TestCertificates(), files = try made.make("a.example")
        self.made = made
        context = try TLSContext(TLSSettings(chainPaths: [files.chainPath], keyPaths: [files.keyPath]), now: TestCertificates.now)
    }

    // XCTest keeps its test cases for ever, and a leak is to be seen.
    override func tearDown() { (made, context) = (nil, nil) }

    private func pair(_ version: Int32 = TLS1_3_VERSION, bufferBytes: Int32? = nil, shaken: Bool = true) throws -> TLSPair {
        let pair = try TLSPair(XCTUnwrap(context), .init(version: version...version), bufferBytes: bufferBytes)
        if shaken { XCTAssertEqual(pair.shake(), .done) }
        return pair
    }

    func testText_goesBothWays() throws {
        for version in [TLS1_2_VERSION, TLS1_3_VERSION] {
            let pair = try pair(version)
            XCTAssertEqual(pair.receive().1, .mustWait(.read))
            XCTAssertEqual(pair.client.send("question"), .done)
            XCTAssertEqual(pair.receive().0, "question")
            XCTAssertEqual(pair.send("answer"), .moved(6))
            XCTAssertEqual(pair.client.receiveText(), "answer")
        }
    }

    func testHandshake_takesOneByteAtATime() throws {
        let (near, between) = try TLSPair.sockets(), (entrance, far) = try TLSPair.sockets()
        let client = try TLSTestClient(near), server = try XCTUnwrap(TLSConnection(far, XCTUnwrap(context)))
        defer {
            server.close()
            for descriptor in [between, entrance] { close(descriptor) }
        }
        var byte: UInt8 = 0, scratch = [UInt8](repeating: 0, count: 65_536)
        for _ in 0..<10 where client.handshake() != .done || !server.isHandshakeDone {
            while recv(between, &byte, 1, 0) == 1 {
                XCTAssertEqual(Glibc.send(entrance, &byte, 1, 0), 1)
                XCTAssertEqual(scratch.withUnsafeMutableBytes { server.receive(into: $0) }, .mustWait(.read))
            }
            let count = recv(entrance, &scratch, scratch.count, 0)
            if count > 0 { XCTAssertEqual(Glibc.send(between, scratch, count, 0), count) }
        }
        XCTAssertTrue(server.isHandshakeDone)
    }

    func testReceive_takesRecordsOfAnySizeByAnyRoom() throws {
        let pair = try pair()
        for (size, room) in [(1, 65_536), (16_384, 65_536), (16_385, 65_536), (40_000, 65_536), (40_000, 1_000), (8, 3)] {
            let text = String(repeating: "x", count: size)
            var sent = 0
            while sent < size {
                let (count, step) = pair.client.send(Array(text.utf8)[sent...])
                XCTAssertEqual(step, .done)
                sent += count
            }
            let (got, transfer) = pair.receive(room: room)
            XCTAssertEqual(got, text)
            XCTAssertEqual(transfer, .mustWait(.read))
        }
    }

    func testSend_waitsForAFullSocketAndGoesOn() throws {
        for version in [TLS1_2_VERSION, TLS1_3_VERSION] {
            let pair = try pair(version, bufferBytes: 4_608)
            let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            var sent = 0, got: [UInt8] = [], waits = 0, last: [UInt8] = []
            while sent < bytes.count {
                // The last copy is alive, so these bytes lie at another place.
                var rest = Array(bytes[sent...])
                rest.reserveCapacity(bytes.count + 1)
                defer { last = rest }
                switch rest.withUnsafeBytes({ pair.server.send($0) }) {
                case .moved(let count): sent += count
                case .mustWait(.write):
                    waits += 1
                    got += pair.client.receive().0
                default: return XCTFail("broken at \(sent)")
                }
            }
            while got.count < bytes.count, case let (piece, .done) = pair.client.receive() { got += piece }
            XCTAssertFalse(last.isEmpty)
            XCTAssertGreaterThan(waits, 10)
            XCTAssertEqual(got, bytes)
        }
    }

    func testFile_goesInRecords() throws {
        let pair = try pair(), text = String(repeating: "0123456789", count: 5_000)
        let path = try XCTUnwrap(made).path("file.txt", holding: text), file = open(path, O_RDONLY)
        defer { close(file) }
        var sent = 7, got: [UInt8] = []
        while sent < 50_000 {
            guard case .moved(let count) = pair.server.send(file: file, offset: sent, count: 50_000 - sent) else { return XCTFail("broken at \(sent)") }
            XCTAssertLessThanOrEqual(count, 16_384)
            sent += count
            got += pair.client.receive().0
        }
        XCTAssertEqual(String(decoding: got, as: UTF8.self), String(text.dropFirst(7)))
        XCTAssertEqual(pair.server.send(file: file, offset: 50_000, count: 10), .ended)
        XCTAssertEqual(pair.server.send(file: -1, offset: 0, count: 10), .failed)
    }

    func testFarewell_isSaidAndHeard() throws {
        let pair = try pair()
        pair.client.sayFarewell()
        XCTAssertEqual(pair.receive().1, .ended)
        XCTAssertEqual(pair.send("last words"), .moved(10))
        XCTAssertEqual(pair.client.receiveText(), "last words")
        pair.server.finishSending()
        XCTAssertEqual(pair.client.receive().1, .ended)
        XCTAssertEqual(pair.send("more"), .failed)
    }

    func testAfterFinishing_theClientsBytesAreDropped() throws {
        let pair = try pair()
        pair.server.finishSending()
        XCTAssertEqual(pair.client.send("too late"), .done)
        XCTAssertEqual(pair.receive().1, .mustWait(.read))
        shutdown(pair.client.descriptor, Int32(SHUT_WR))
        XCTAssertEqual(pair.receive().1, .ended)
    }

    /// RFC 9112 §9.8: the request's own framing tells whether it is whole.
    func testTruncatedClose_isAnEnd() throws {
        let pair = try pair()
        XCTAssertEqual(pair.client.send("half a re"), .done)
        shutdown(pair.client.descriptor, Int32(SHUT_WR))
        let (text, transfer) = pair.receive()
        XCTAssertEqual(text, "half a re")
        XCTAssertEqual(transfer, .ended)
    }

    func testClientGone_isAFailure() throws {
        let pair = try pair()
        shutdown(pair.client.descriptor, Int32(SHUT_RDWR))
        XCTAssertEqual(pair.send("anybody"), .failed)
        XCTAssertEqual(pair.receive().1, .failed)
        XCTAssertNil(pair.server.failure)
    }

    func testAlteredRecord_isRefused() throws {
        let pair = try pair()
        XCTAssertEqual(Glibc.send(pair.client.descriptor, [23, 3, 3, 0, 20] + [UInt8](repeating: 7, count: 20), 25, 0), 25)
        XCTAssertEqual(pair.receive().1, .failed)
        XCTAssertEqual(pair.server.failure, "decryption failed or bad record mac")
        XCTAssertEqual(pair.client.receive().1, .failed("sslv3 alert bad record mac"))
        XCTAssertEqual(pair.send("x"), .failed)
    }

    /// RFC 9325 §3.5: a client could make the server work for ever.
    func testRenegotiation_isRefused() throws {
        let pair = try pair(TLS1_2_VERSION)
        XCTAssertEqual(pair.client.renegotiate(), .done)
        XCTAssertEqual(pair.client.handshake(), .mustWait)
        XCTAssertEqual(pair.receive().1, .mustWait(.read))
        XCTAssertEqual(pair.client.handshake(), .failed("no renegotiation"))
    }

    func testGarbage_isRefused() throws {
        for garbage in ["\u{16}\u{3}\u{1}\u{0}\u{5}hello", "SSH-2.0-OpenSSH_9.2\r\n", "\0\0\0\0\0\0\0\0", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] {
            let pair = try pair(shaken: false)
            XCTAssertEqual(Glibc.send(pair.client.descriptor, garbage, garbage.utf8.count, 0), garbage.utf8.count)
            XCTAssertEqual(pair.receive().1, .failed, garbage)
            XCTAssertNotNil(pair.server.failure)
            XCTAssertFalse(raw(pair.client.descriptor).hasPrefix("HTTP"), garbage)
        }
    }

    /// RFC 9112 §9.6: what is left unread would make the close a reset, which may overtake the answer.
    func testPlainHTTP_isReadToItsEnd() throws {
        let pair = try pair(shaken: false), request = "GET / HTTP/1.1\r\nCookie: " + String(repeating: "x", count: 40_000)
        XCTAssertEqual(Glibc.send(pair.client.descriptor, request, request.utf8.count, 0), request.utf8.count)
        XCTAssertEqual(pair.receive().1, .failed)
        var byte: UInt8 = 0
        XCTAssertEqual(recv(pair.server.descriptor, &byte, 1, 0), -1)
        XCTAssertEqual(errno, EAGAIN)
    }

    func testPlainHTTP_isAnsweredInWords() throws {
        for method in ["GET", "HEAD", "POST", "PUT"] {
            let pair = try pair(shaken: false), request = "\(method) /clinicians HTTP/1.1\r\nHost: a.example\r\n\r\n"
            XCTAssertEqual(Glibc.send(pair.client.descriptor, request, request.utf8.count, 0), request.utf8.count)
            XCTAssertEqual(pair.receive().1, .failed)
            let answer = raw(pair.client.descriptor)
            XCTAssertTrue(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"), answer)
            XCTAssertTrue(answer.hasSuffix("write https:// instead of http://.\n"), answer)
            XCTAssertEqual(recv(pair.client.descriptor, nil, 0, 0), 0)
        }
    }

    private func raw(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
