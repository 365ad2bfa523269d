import Foundation
import XCTest

@testable import RotaCommands

final class CommandFilesTests: CommandTestCase {
    private func problem(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return "\(error)"
        }
    }

    func testWrite_replacesTheFileAndLeavesNothingBeside() throws {
        let name = try file("out.json", "old and longer")
        XCTAssertEqual(chmod(name, 0o640), 0)
        try CommandFiles.write(Array("new".utf8), to: name)
        XCTAssertEqual(try text(name), "new")
        XCTAssertEqual(try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions] as? Int, 0o640)
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder.path), ["out.json"])
    }

    func testWrite_followsALinkAndKeepsIt() throws {
        let name = try file("out.json", "old")
        try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: name)
        try CommandFiles.write(Array("new".utf8), to: path("link"))
        XCTAssertEqual(try text(name), "new")
        XCTAssertEqual(try FileManager.default.destinationOfSymbolicLink(atPath: path("link")), name)
    }

    /// The device must be written, not replaced by a file of its name.
    func testWrite_saysThatTheDiskIsFull() throws {
        XCTAssertEqual(
            problem { try CommandFiles.write([1], to: "/dev/full") },
            "/dev/full: cannot be written: No space left on device. Free some space there, or choose another file with --output.")
        var facts = stat()
        XCTAssertEqual(stat("/dev/full", &facts), 0)
        XCTAssertEqual(facts.st_mode & S_IFMT, S_IFCHR)
        XCTAssertNil(problem { try CommandFiles.write([1], to: "/dev/null") })
    }

    func testWrite_saysWhatIsWrongWithThePlace() throws {
        let missing = path("no/out.json")
        XCTAssertEqual(
            problem { try CommandFiles.write([1], to: missing) },
            "\(missing): cannot be written: No such file or directory. Make its folder first, or choose another file with --output.")
        XCTAssertEqual(problem { try CommandFiles.write([1], to: folder.path) }, "\(folder.path): cannot be written: Is a directory. Choose another file with --output.")
    }

    func testRead_saysWhy() throws {
        XCTAssertEqual(problem { _ = try CommandFiles.read(path("none")) }, "\(path("none")): cannot be read: No such file or directory.")
        XCTAssertEqual(problem { _ = try CommandFiles.read(folder.path) }, "\(folder.path): cannot be read: Is a directory.")
        XCTAssertEqual(try CommandFiles.read(try file("x", "bytes")), Array("bytes".utf8))
    }
}
