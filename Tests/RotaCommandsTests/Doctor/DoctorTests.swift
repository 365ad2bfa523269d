import Foundation
import SQLite
import XCTest

@testable import RotaCommands

final class DoctorTests: CommandTestCase {
    private func prepare() throws {
        XCTAssertEqual(try rota("import", "--data", path("data"), try file("practice.json", SmallPracticeFile.text)).status, 0)
        XCTAssertEqual(try rota("backup", "--data", path("data")).status, 0)
    }

    private func doctor(_ flags: String..., settings: [String: String] = [:]) throws -> CommandRun { try rota(words: ["doctor", "--data", path("data")] + flags, settings: settings) }

    func testDoctor_ofAHealthyPractice() throws {
        try prepare()
        let run = try doctor()
        XCTAssertEqual(run.status, 0, run.output)
        for line in ["ok       settings      all are known and agree\n", "ok       server        none is running", "quick_check and foreign keys: sound", "the newest is sound", "ok       mail"] {
            XCTAssertTrue(run.output.contains(line), "\(line) in \(run.output)")
        }
        XCTAssertFalse(run.output.contains("problem"), run.output)
        let object = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(try doctor("--json").output.utf8)) as? [String: Any])
        XCTAssertEqual(object["ok"] as? Bool, true)
        XCTAssertGreaterThan((object["findings"] as? [[String: String]])?.count ?? 0, 10)
    }

    func testDoctor_mendsRightsOnlyWhenAsked() throws {
        try prepare()
        chmod(path("data/rota.db"), 0o644)
        chmod(path("data"), 0o755)
        let found = try doctor()
        XCTAssertEqual(found.status, 1)
        XCTAssertTrue(found.output.contains("problem  data          others have rights to \(path("data")) and 1 more\n                       Take them away: rota doctor --fix\n"), found.output)
        let mended = try doctor("--fix")
        XCTAssertEqual(mended.status, 0, mended.output)
        XCTAssertTrue(mended.output.contains("mended   data          others had rights to 2 files; now they have none\n"), mended.output)
        for (name, mode) in [("data", 0o700), ("data/rota.db", 0o600)] {
            XCTAssertEqual(try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int, mode)
        }
        XCTAssertTrue(try doctor().output.contains("is its owner's alone"))
    }

    /// Whoever may write in the folder could have root open up any file of the machine's.
    func testDoctor_followsNoLinksInTheFolder() throws {
        try prepare()
        let outside = try file("outside", "anybody's")
        chmod(outside, 0o644)
        try FileManager.default.createSymbolicLink(atPath: path("data/rota-x"), withDestinationPath: outside)
        let run = try doctor("--fix")
        XCTAssertEqual(run.status, 0, run.output)
        XCTAssertTrue(run.output.contains("is its owner's alone"), run.output)
        XCTAssertFalse(FilesCheckup(path("data"), backups: nil, isToMend: true).takeRightsAway(path("data/rota-x")), "nor one that has just become a link")
        XCTAssertEqual(try FileManager.default.attributesOfItem(atPath: outside)[.posixPermissions] as? Int, 0o644)
    }

    /// `/var/lib/rota` may lead to a larger disk.
    func testDoctor_ofADataFolderThatIsALink() throws {
        try prepare()
        try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: path("data"))
        chmod(path("data/rota.db"), 0o644)
        let found = try rota("doctor", "--data", path("link"))
        XCTAssertTrue(found.output.contains("others have rights to \(path("data/rota.db"))\n"), found.output)
        let mended = try rota("doctor", "--data", path("link"), "--fix")
        XCTAssertEqual(mended.status, 0, mended.output)
        XCTAssertTrue(mended.output.contains("others had rights to 1 files"), mended.output)
    }

    func testDoctor_findsAForeignSchema() throws {
        try prepare()
        let database = try Connection(path: path("data/rota.db"), mode: .readWrite)
        try database.executeScript("CREATE TRIGGER quiet AFTER INSERT ON audit_entries BEGIN SELECT 1; END")
        database.close()
        let run = try doctor()
        XCTAssertEqual(run.status, 1)
        XCTAssertTrue(run.output.contains("problem  database      is not as this program makes it: trigger quiet is none of this program's\n"), run.output)
    }

    func testDoctor_findsDamage() throws {
        try prepare()
        let database = try Connection(path: path("data/rota.db"), mode: .readWrite)
        try database.executeScript("PRAGMA foreign_keys = OFF; INSERT INTO clinician_group_members (clinician_id, group_id) VALUES (77, 78);")
        database.close()
        let run = try doctor()
        XCTAssertEqual(run.status, 1)
        XCTAssertTrue(run.output.contains("problem  database      2 faults, the first: row "), run.output)
        _ = try file("data/rota.db", String(repeating: "this is no database ", count: 300))
        let worse = try doctor()
        XCTAssertEqual(worse.status, 1)
        XCTAssertTrue(worse.output.contains("problem  database"), worse.output)
    }

    func testDoctor_findsABadBackup_andNone() throws {
        try prepare()
        let name = try XCTUnwrap(FileManager.default.contentsOfDirectory(atPath: path("data/backups")).first { $0.hasSuffix(".db") })
        _ = try file("data/backups/\(name)", "short")
        let bad = try doctor()
        XCTAssertEqual(bad.status, 1)
        XCTAssertTrue(bad.output.contains("problem  backups"), bad.output)
        try FileManager.default.removeItem(atPath: path("data/backups/\(name).sha256"))
        XCTAssertTrue(try doctor().output.contains("warning  backups       there is none in"))
        XCTAssertTrue(try doctor(settings: ["ROTA_BACKUPS": "off"]).output.contains("warning  backups       nightly ones are off"))
    }

    func testDoctor_seesTheServer() throws {
        try prepare()
        let lock = try DataLock(folder: path("data"))
        XCTAssertTrue(try doctor().output.contains("ok       server        is running as process \(getpid())\n"))
        withExtendedLifetime(lock) {}
    }

    func testDoctor_withoutFoldersAndSettings() throws {
        let none = try doctor()
        XCTAssertEqual(none.status, 1)
        XCTAssertTrue(none.output.contains("problem  data          there is no data folder \(path("data"))\n"), none.output)
        XCTAssertFalse(FileManager.default.fileExists(atPath: path("data")), "it changes nothing")
        let wrong = try doctor(settings: ["ROTA_LISTN": "x"])
        XCTAssertEqual(wrong.status, 1)
        XCTAssertTrue(wrong.output.hasPrefix("problem  settings      The environment has an unknown setting ROTA_LISTN."), wrong.output)
        XCTAssertEqual(wrong.output.split(separator: "\n").count, 2)
    }
}
