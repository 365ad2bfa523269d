import Civil
import HTTP
import HTTPServer
import RotaWeb
import Synchronization
import XCTest

@testable import RotaCommands

final class ServerLogTests: XCTestCase {
    private let now = Instant(seconds: 1_795_422_605)

    func testWrite_tellsWhatNoHandlerSees() {
        let events: [(ServerEvent, String)] = [
            (
                .refused(.contentTooLarge, id: RequestID(number: 0xAB), reason: "Content-Length", remoteAddress: "192.0.2.7"),
                "request_id=00000000000000ab status=413 reason=Content-Length address=192.0.2.7"
            ),
            (
                .refused(.serviceUnavailable, id: RequestID(number: 1), reason: "queue is full", remoteAddress: "::1"),
                "request_id=0000000000000001 status=503 reason=\"queue is full\" address=::1"
            ),
            (.timedOut(remoteAddress: "192.0.2.7", inAnswer: true), "reason=\"answer not taken in time\" address=192.0.2.7"),
            (.insecure(reason: "unsupported protocol", remoteAddress: "192.0.2.7"), "reason=\"no TLS with this client: unsupported protocol\" address=192.0.2.7"),
            (.exhausted(code: EMFILE), "reason=\"no connection can be accepted: Too many open files\""),
        ]
        for (event, text) in events { XCTAssertEqual(lines(event), ["ts=\(now.iso) level=warn \(text)"]) }
    }

    func testWrite_passesOverIdleConnections() { XCTAssertEqual(lines(.timedOut(remoteAddress: "192.0.2.7", inAnswer: false)), []) }

    private func lines(_ event: ServerEvent) -> [String] {
        let lines = Mutex<[String]>([])
        ServerLog.write(event, to: Log { line in lines.withLock { $0.append(line.text) } }, at: now)
        return lines.withLock { $0 }
    }
}
