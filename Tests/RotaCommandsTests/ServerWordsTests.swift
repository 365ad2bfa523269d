import HTTPServer
import XCTest

@testable import RotaCommands

/// What an operator reads of a start and a stop; that they are written is tried by the browser's journeys.
final class ServerWordsTests: XCTestCase {
    private let door = ListenAddress.tcp(host: "127.0.0.1", port: 8080), socket = ListenAddress.unix(path: "/run/rota/rota.sock")

    func testReady_givesTheAddressToOpen() {
        XCTAssertEqual(ServerWords.ready(base: "", path: "/", bound: [door], isSecure: false), "Practice Rota is ready: http://127.0.0.1:8080/")
        XCTAssertEqual(
            ServerWords.ready(base: "", path: "/", bound: [door, .tcp(host: "::1", port: 8443)], isSecure: true), "Practice Rota is ready: https://[::1]:8443/")
    }

    func testReady_saysWhereItListensToo() {
        XCTAssertEqual(
            ServerWords.ready(base: "", path: "/", bound: [.tcp(host: "0.0.0.0", port: 80)], isSecure: false),
            "Practice Rota is ready: http://127.0.0.1:80/ (listening on 0.0.0.0:80)")
        XCTAssertEqual(
            ServerWords.ready(base: "https://rota.example", path: "/setup/x", bound: [door, .tcp(host: "0.0.0.0", port: 443)], isSecure: true),
            "Practice Rota is ready: https://rota.example/setup/x (listening on 127.0.0.1:8080, 0.0.0.0:443)")
        XCTAssertEqual(
            ServerWords.ready(base: "https://rota.example", path: "/", bound: [socket], isSecure: false),
            "Practice Rota is ready: https://rota.example/ (listening on unix:/run/rota/rota.sock)")
    }

    func testReady_givesNoAddressThatNobodyCanOpen() {
        for address in [socket, .inherited(descriptor: 3)] {
            XCTAssertEqual(
                ServerWords.ready(base: "", path: "/setup/x", bound: [address], isSecure: false),
                "Practice Rota is ready: open /setup/x at the proxy's address (listening on \(address))")
        }
    }

    func testStop_saysWhatIsUnderWayAndWhatWasCutOff() {
        XCTAssertEqual(
            ServerWords.stopping(connections: 3, requests: 1, milliseconds: 25_000),
            "stopping: connections open: 3, requests under way: 1; they have 25 seconds, or until a second signal")
        XCTAssertEqual(ServerWords.stopped(isClean: true, cut: 0), "stopped: everything under way was finished")
        XCTAssertEqual(ServerWords.stopped(isClean: false, cut: 2), "stopped: connections cut off before they were finished: 2")
    }
}
