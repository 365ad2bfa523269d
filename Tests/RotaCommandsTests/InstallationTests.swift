import Foundation
import SQLite
import XCTest

@testable import RotaCommands

/// Each start that can't be: a plain message with the remedy, and exit 1.
final class InstallationTests: CommandTestCase {
    private func failure(_ words: [String], settings: [String: String] = [:], line: UInt = #line) throws -> String {
        let run = try rota(words[0], words[1], words[2], settings: settings)
        XCTAssertEqual(run.status, 1, line: line)
        XCTAssertEqual(run.output, "", line: line)
        return run.errors
    }

    func testDataFolder_thatCannotBeMade() throws {
        let data = try file("file", "") + "/data"
        XCTAssertEqual(
            try failure(["migrate", "--data", data]),
            "rota: The data folder \(data) cannot be made. Choose another with --data, or make it and give this user the right to write there.\n")
    }

    /// In /proc nobody can write, not even root.
    func testDataFolder_thatCannotBeWritten() throws {
        let message = try failure(["migrate", "--data", "/proc"])
        XCTAssertTrue(message.hasPrefix("rota: The data folder /proc cannot be written: "), message)
        XCTAssertTrue(message.hasSuffix("Give this user the right to write there, or choose another with --data.\n"), message)
    }

    func testDataFolder_isItsOwnersAlone() throws {
        XCTAssertEqual(try rota("migrate", "--data", path("data")).status, 0)
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: path("data")).filter { !$0.hasPrefix("rota.db") }, [])
        for (name, mode) in [("data", 0o700), ("data/rota.db", 0o600)] {
            XCTAssertEqual(try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int, mode, name)
        }
    }

    func testDatabase_thatIsNewer() throws {
        XCTAssertEqual(try rota("migrate", "--data", path("data")).status, 0)
        let database = try Connection(path: path("data/rota.db"), mode: .readWrite)
        try database.executeScript("INSERT INTO schema_migrations (number, name, hash, applied_at) VALUES (9999, 'later', 'x', '2099-01-01T00:00:00Z')")
        database.close()
        for command in ["migrate", "export"] {
            let message = try failure([command, "--data", path("data")])
            XCTAssertTrue(message.hasPrefix("rota: ") && message.contains("9999") && message.contains("newer"), message)
        }
    }

    func testDatabase_thatIsNone() throws {
        try FileManager.default.createDirectory(atPath: path("data"), withIntermediateDirectories: true)
        _ = try file("data/rota.db", String(repeating: "this is no database ", count: 100))
        XCTAssertTrue(try failure(["export", "--data", path("data")]).contains(path("data/rota.db")))
    }

    func testSettings_thatAreWrong() throws {
        let words = ["migrate", "--data", path("data")]
        XCTAssertEqual(
            try failure(words, settings: ["ROTA_LISTN": "x"]),
            "rota: The environment has an unknown setting ROTA_LISTN. The nearest is ROTA_LISTEN. Correct or remove it.\n")
        XCTAssertEqual(
            try failure(words, settings: ["ROTA_LISTEN": "x:y"]),
            "rota: The environment sets ROTA_LISTEN to \"x:y\". It must be host:port, for example 127.0.0.1:8080, or unix: and the path of a socket.\n")
        let conf = try file("other.conf", "ROTA_WORKERS=many\n")
        XCTAssertEqual(
            try failure(words, settings: ["ROTA_CONFIG": conf]),
            "rota: \(conf), line 1 sets ROTA_WORKERS to \"many\". It must be a whole number from 1 to 64.\n")
        XCTAssertTrue(try failure(words, settings: ["ROTA_CONFIG": path("none")]).contains("cannot be read"))
        XCTAssertTrue(try failure(words, settings: ["ROTA_SHARE": path("none")]).contains(path("none")))
    }

    func testSettings_nameTheDataFolder() throws {
        XCTAssertEqual(try rota("migrate", settings: ["ROTA_DATA": path("elsewhere")]).status, 0)
        XCTAssertTrue(FileManager.default.fileExists(atPath: path("elsewhere/rota.db")))
    }
}
