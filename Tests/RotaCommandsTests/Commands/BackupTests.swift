import Foundation
import SQLite
import XCTest

@testable import RotaCommands

final class BackupTests: CommandTestCase {
    private func importPractice() throws {
        XCTAssertEqual(try rota("import", "--data", path("data"), try file("practice.json", SmallPracticeFile.text)).status, 0)
    }

    private func backups(_ folder: String = "data/backups") throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted() }

    func testBackup_isProvedAndToldOf() throws {
        try importPractice()
        let run = try rota("backup", "--data", path("data"))
        XCTAssertEqual(run.status, 0, run.errors)
        let names = try backups()
        XCTAssertEqual(names.count, 2)
        XCTAssertNotNil(names[0].wholeMatch(of: /rota-\d{8}T\d{6}Z\.db/), names[0])
        XCTAssertTrue(run.output.hasPrefix("Made \(path("data/backups/\(names[0])")): "), run.output)
        XCTAssertTrue(run.output.contains("Practice:      Elm Surgery\nInside:        2 clinicians, 2 terms, 0 shifts, 0 accounts\n"), run.output)
        let database = try Connection(path: path("data/rota.db"), mode: .readWrite)
        XCTAssertEqual(try database.first("SELECT action || ' ' || subject FROM audit_entries ORDER BY id DESC") { $0.text(0) }, "make backup \(names[0])")
        database.close()
        XCTAssertEqual(try rota("backup", "verify", "--data", path("data")).output, "ok   \(path("data/backups/\(names[0])"))\n\(run.output.split(separator: "\n").dropFirst().joined(separator: "\n"))\n")
    }

    func testBackup_inJSON_toAnotherFolder() throws {
        try importPractice()
        let run = try rota("backup", "--data", path("data"), "--to", path("elsewhere"), "--keep=3", "--json")
        let object = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        XCTAssertEqual((object["contents"] as? [String: Any])?["clinicians"] as? Int, 2)
        let name = try backups("elsewhere")[0]
        XCTAssertEqual(object["file"] as? String, path("elsewhere/\(name)"))
        XCTAssertEqual(try text(path("elsewhere/\(name).sha256")), "\(object["sha256"] as? String ?? "")  \(name)\n")
        let verified = try rota("backup", "verify", path("elsewhere/\(name)"), "--json")
        XCTAssertTrue(verified.output.hasPrefix(#"{"backups": [{"file": "\#(path("elsewhere/\(name)"))", "ok": true, "checksum": true, "contents": {"practice": "Elm Surgery", "#), verified.output)
    }

    func testVerify_findsTheBadOne() throws {
        try importPractice()
        XCTAssertEqual(try rota("backup", "--data", path("data")).status, 0)
        let name = try backups()[0], good = path("data/backups/\(name)"), bad = path("data/backups/rota-20260101T000000Z.db")
        try FileManager.default.copyItem(atPath: good, toPath: bad)
        try FileManager.default.copyItem(atPath: good + ".sha256", toPath: bad + ".sha256")
        let handle = try XCTUnwrap(FileHandle(forWritingAtPath: bad))
        try handle.seek(toOffset: 200)
        try handle.write(contentsOf: Data([1, 2, 3]))
        try handle.close()
        let run = try rota("backup", "verify", "--data", path("data"))
        XCTAssertEqual(run.status, 1)
        XCTAssertTrue(run.output.hasPrefix("bad  \(bad) is not what was written"), run.output)
        XCTAssertTrue(run.output.contains("\nok   \(good)\n"), run.output)
    }

    func testBackup_saysWhatIsMissing() throws {
        let none = try rota("backup", "--data", path("data"))
        XCTAssertEqual(none.status, 1)
        XCTAssertEqual(none.errors, "rota: There is no database in \(path("data")). Name the data folder with --data.\n")
        XCTAssertEqual(try rota("backup", "verify", "--data", path("data")).errors, "rota: There is no backup in \(path("data/backups")). Make one: rota backup.\n")
        try importPractice()
        let taken = try file("taken", "")
        let failed = try rota("backup", "--data", path("data"), "--to", taken)
        XCTAssertEqual(failed.status, 1)
        XCTAssertTrue(failed.errors.hasPrefix("rota: No backup was made. The folder for backups \(taken) cannot be made."), failed.errors)
        let database = try Connection(path: path("data/rota.db"), mode: .readWrite)
        defer { database.close() }
        XCTAssertEqual(try database.first("SELECT action FROM audit_entries ORDER BY id DESC") { $0.text(0) }, "backup failed")
    }

    func testBackup_usedWrongly() throws {
        for words in [["--keep=0"], ["--keep=many"], ["prove"], ["verify", "a", "b"]] {
            let run = try rota(words: ["backup", "--data", path("data")] + words)
            XCTAssertEqual(run.status, 2, "\(words)")
            XCTAssertTrue(run.errors.contains("Usage: rota backup"))
        }
        XCTAssertEqual(try rota("backup", "verify", "a", "--to", "b").status, 2)
    }

    func testSettings_thatAreWrong() throws {
        for (name, value) in [("ROTA_BACKUPS", ""), ("ROTA_BACKUP_AT", "2:30"), ("ROTA_BACKUP_AT", "24:00"), ("ROTA_BACKUP_KEEP", "0"), ("ROTA_BACKUP_KEEP", "x")] {
            let run = try rota("backup", "--data", path("data"), settings: [name: value])
            XCTAssertEqual(run.status, 1)
            XCTAssertTrue(run.errors.contains("sets \(name) to \"\(value)\". It must be "), run.errors)
        }
    }
}
