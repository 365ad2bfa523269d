import HTTP
import HTTPServer
import SQLite
import XCTest

@testable import RotaCommands

/// Starts that fail; what runs is tried by the browser's journeys.
final class ServeTests: CommandTestCase {
    func testServe_saysThatThePortIsTaken() throws {
        let other = Server(hooks: ServerHooks { _ in Response(.ok) })
        let address = try XCTUnwrap(other.start(on: [ListenAddress(host: "127.0.0.1", port: 0)]).first)
        defer { other.stop() }
        for command in ["serve", "demo"] {
            let run = try rota(command, "--data=\(path(command))", "--listen=\(address)")
            XCTAssertEqual(run.status, 1)
            XCTAssertEqual(run.errors, "rota: \(address) is taken by another program; stop it, or listen on another port\n")
            XCTAssertEqual(run.output, "", "no password that nobody can use yet")
        }
    }

    func testServe_saysWhatIsNoAddress() throws {
        for text in ["8080", "x:y", "127.0.0.1:70000"] {
            let run = try rota("serve", "--data", path("data"), "--listen", text)
            XCTAssertEqual(run.status, 2)
            XCTAssertTrue(run.errors.hasPrefix("rota serve: --listen must be host:port, for example 127.0.0.1:8080, or unix: and the path of a socket, not \"\(text)\".\n"), run.errors)
        }
        let elsewhere = try rota("serve", "--data", path("data"), "--listen", "192.0.2.1:80")
        XCTAssertEqual(elsewhere.status, 1)
        XCTAssertEqual(elsewhere.errors, "rota: 192.0.2.1:80 is not an address of this machine\n")
    }

    func testServe_refusesASecondServerOnTheSameData() throws {
        try FileManager.default.createDirectory(atPath: path("data"), withIntermediateDirectories: true)
        let lock = try DataLock(folder: path("data"))
        for command in ["serve", "demo"] {
            let run = try rota(command, "--data", path("data"), "--listen", "127.0.0.1:0")
            XCTAssertEqual(run.status, 1)
            XCTAssertTrue(run.errors.contains("is in use by another rota (process \(getpid())). Stop it first"), run.errors)
        }
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: path("data")), ["rota.lock"], "not even a migration was begun")
        withExtendedLifetime(lock) {}
    }

    func testDemo_leavesAnotherPracticeAlone() throws {
        XCTAssertEqual(try rota("import", "--data", path("data"), try file("practice.json", SmallPracticeFile.text)).status, 0)
        let run = try rota("demo", "--data", path("data"))
        XCTAssertEqual(run.status, 1)
        XCTAssertEqual(run.errors, "rota: The data folder holds Elm Surgery, not the demonstration. Choose another folder with --data.\n")
    }
}
