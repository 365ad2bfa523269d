import Foundation
import XCTest

@testable import RotaCommands

final class ImportExportTests: CommandTestCase {
    func testExport_ofAnImport_givesAnEqualFile() throws {
        let source = try file("practice.json", SmallPracticeFile.text)
        let imported = try rota("import", "--data", path("one"), source)
        XCTAssertEqual(imported.status, 0, imported.errors)
        XCTAssertTrue(imported.output.contains("Clinicians: 2 added, 0 changed, 0 already there\n"), imported.output)
        XCTAssertEqual(try rota("export", "--data", path("one"), "--output", path("one.json")).status, 0)
        XCTAssertEqual(try CommandFiles.practice(path("one.json")), try CommandFiles.practice(source))

        XCTAssertEqual(try rota("import", "--data=\(path("two"))", path("one.json")).status, 0)
        let again = try rota("export", "--data=\(path("two"))")
        XCTAssertEqual(again.status, 0)
        XCTAssertEqual(again.output, try text(path("one.json")))
        let second = try rota("import", "--data", path("one"), source)
        XCTAssertTrue(second.output.contains("Clinicians: 0 added, 0 changed, 2 already there\n"), second.output)
    }

    func testImport_listsEveryProblemAndSavesNothing() throws {
        let wrong = SmallPracticeFile.text.replacing("\"fixed_days\": [\"mon\"]", with: "\"fixed_days\": [\"someday\"]").replacing("\"duty_span\": \"day\"", with: "\"duty_span\": 7")
        let name = try file("wrong.json", wrong)
        let run = try rota("import", "--data", path("data"), name)
        XCTAssertEqual(run.status, 1)
        let lines = run.errors.split(separator: "\n")
        XCTAssertTrue(lines.contains { $0.hasPrefix("\(name): ") && $0.contains("duty_span") }, run.errors)
        XCTAssertTrue(lines.contains { $0.hasPrefix("\(name): ") && $0.contains("someday") }, run.errors)
        XCTAssertEqual(try rota("export", "--data", path("data")).status, 1)
    }

    func testImport_ofWhatContradictsThePractice() throws {
        XCTAssertEqual(try rota("import", "--data", path("data"), try file("practice.json", SmallPracticeFile.text)).status, 0)
        let name = try file("other.json", SmallPracticeFile.text.replacing("\"start\": \"2026-01-05\"", with: "\"start\": \"2026-02-02\""))
        let run = try rota("import", "--data", path("data"), name)
        XCTAssertEqual(run.status, 1)
        XCTAssertTrue(run.errors.hasPrefix("\(name): "), run.errors)
        XCTAssertTrue(run.errors.hasSuffix("rota: nothing was imported.\n"), run.errors)
    }

    func testImport_usedWrongly() throws {
        XCTAssertTrue(try rota("import", "--data", path("data")).errors.hasPrefix("rota import: Name one practice file.\n"))
        XCTAssertEqual(try rota("import", "--data", path("data")).status, 2)
        let missing = try rota("import", "--data", path("data"), path("none.json"))
        XCTAssertEqual(missing.status, 1)
        XCTAssertEqual(missing.errors, "\(path("none.json")): cannot be read: No such file or directory.\n")
        XCTAssertFalse(FileManager.default.fileExists(atPath: path("data")), "nothing was made for it")
    }

    func testExport_ofNothing() throws {
        let run = try rota("export", "--data", path("data"))
        XCTAssertEqual(run.status, 1)
        XCTAssertTrue(run.errors.hasPrefix("rota: There is nothing to export: the practice is not set up."), run.errors)
    }

    func testExport_toAFullDisk() throws {
        XCTAssertEqual(try rota("import", "--data", path("data"), try file("practice.json", SmallPracticeFile.text)).status, 0)
        let toFile = try rota("export", "--data", path("data"), "--output", "/dev/full")
        XCTAssertEqual(toFile.status, 1)
        XCTAssertEqual(toFile.errors, "/dev/full: cannot be written: No space left on device. Free some space there, or choose another file with --output.\n")
        let toOutput = try rota("export", "--data", path("data"), output: "/dev/full")
        XCTAssertEqual(toOutput.status, 1)
        XCTAssertEqual(toOutput.errors, "rota: Standard output cannot be written: No space left on device.\n")
    }
}
