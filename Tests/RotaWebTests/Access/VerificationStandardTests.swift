import Foundation
import TestSupport
import XCTest

/// `Tests/asvs.md` says of each requirement of OWASP ASVS 5.0.0 on authentication, sessions, authorisation and self-contained tokens by which test it is shown,
/// or why it is not one for us. Here the table is held to its word.
final class VerificationStandardTests: XCTestCase {
    /// Chapters 6 to 9, levels 1 and 2.
    private static let requirements = """
        6.1.1 6.1.2 6.1.3 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.2.9 6.2.10 6.2.11 6.2.12 6.3.1 6.3.2 6.3.3 6.3.4 6.4.1 6.4.2 6.4.3 6.4.4
        6.5.1 6.5.2 6.5.3 6.5.4 6.5.5 6.6.1 6.6.2 6.6.3 6.8.1 6.8.2 6.8.3 6.8.4
        7.1.1 7.1.2 7.1.3 7.2.1 7.2.2 7.2.3 7.2.4 7.3.1 7.3.2 7.4.1 7.4.2 7.4.3 7.4.4 7.4.5 7.5.1 7.5.2 7.6.1 7.6.2
        8.1.1 8.1.2 8.2.1 8.2.2 8.2.3 8.3.1 8.4.1 9.1.1 9.1.2 9.1.3 9.2.1 9.2.2 9.2.3 9.2.4
        """.split { $0 == " " || $0 == "\n" }.map(String.init)

    private struct Row {
        let requirement: String
        let shownBy: String
    }

    private func rows() throws -> [Row] {
        let text = try String(contentsOf: PackageFolder.url.appending(path: "Tests/asvs.md"), encoding: .utf8)
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 6, cells[1].first?.isNumber == true else { return nil }
            return Row(requirement: cells[1], shownBy: cells[4])
        }
    }

    /// Those of level 3 that are met may stand there too.
    func testTable_namesEachRequirementOnce() throws {
        let named = try rows().map(\.requirement)
        XCTAssertEqual(Set(named).count, named.count)
        XCTAssertEqual(Set(VerificationStandardTests.requirements).subtracting(named), [])
    }

    func testTable_givesATestOrAReasonForEach() throws {
        for row in try rows() {
            let isReason = ["Reason: ", "Not applicable: "].contains { row.shownBy.hasPrefix($0) && row.shownBy.count > $0.count + 20 }
            XCTAssertTrue(isReason || row.shownBy.contains("`"), "\(row.requirement): \(row.shownBy)")
        }
    }

    /// What stands in backticks is a test (`SignInTests.testLogin_endsWhenIdle`, `test_profile.py::test_code`) or a file of ours (`.readme/sign-in.md`).
    func testTable_namesTestsAndFilesThatAreThere() throws {
        let tests = try testNames()
        for row in try rows() {
            for name in row.shownBy.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter({ $0.offset % 2 == 1 }).map({ String($0.element) }) {
                let isThere = name.contains("/") ? FileManager.default.fileExists(atPath: PackageFolder.url.appending(path: name).path) : tests.contains(name)
                XCTAssertTrue(isThere, "\(row.requirement): \(name)")
            }
        }
    }

    private func testNames() throws -> Set<String> {
        var names: Set<String> = []
        let folder = PackageFolder.url.appending(path: "Tests")
        for case let file as URL in try XCTUnwrap(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)) {
            let isSwift = file.pathExtension == "swift", start = isSwift ? "    func test" : "def test_"
            guard isSwift || file.pathExtension == "py" else { continue }
            let stem = isSwift ? file.deletingPathExtension().lastPathComponent + "." : file.lastPathComponent + "::"
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where line.hasPrefix(start) {
                names.insert(stem + line.drop { $0 == " " }.split(separator: " ")[1].prefix { $0 != "(" })
            }
        }
        return names
    }
}
