import Civil
import XCTest

@testable import RotaDomain

final class RotaFileReaderTests: XCTestCase {
    private func problems(_ text: String) throws -> [String] {
        let practice = try PracticeFileReader.read(Array(PracticeFileFixture.text.utf8))
        do {
            _ = try RotaFileReader.read(Array(text.utf8), for: practice)
            return []
        } catch {
            return error.texts
        }
    }

    private func shift(_ clinician: String, _ date: String, at location: String = "Mill Lane") -> String {
        "{\"clinician\": \"\(clinician)\", \"date\": \"\(date)\", \"span\": \"full\", \"kind\": \"duty\", \"location\": \"\(location)\", \"pinned\": false}"
    }

    func testRead_acceptsAGoodRotaAndLeavesSharedPartsToTheRules() throws {
        let row = shift("zoë", "2026-11-23")
        XCTAssertEqual(try problems("{\"from\": \"2026-11-23\", \"to\": \"2026-11-29\", \"shifts\": [\(row), \(row)]}"), [])
    }

    func testRead_checksAgainstThePracticeFile() throws {
        let rows = [shift("nobody", "2026-11-23"), shift("zoë", "2026-11-30"), shift("zoë", "2026-11-24", at: "Moon")].joined(separator: ",\n")
        XCTAssertEqual(
            try problems("{\"from\": \"2026-11-23\", \"to\": \"2026-11-29\", \"shifts\": [\n\(rows)]}"),
            [
                "line 2, shifts[0].clinician: there is no clinician \"nobody\" in the practice file",
                "line 3, shifts[1].date: 2026-11-30 is not from 2026-11-23 to 2026-11-29",
                "line 4, shifts[2].location: there is no location \"Moon\" in the practice file",
            ])
    }

    func testRead_refusesARangeOutOfOrderAndMissingKeys() throws {
        XCTAssertEqual(try problems("{\"from\": \"2026-11-23\", \"to\": \"2026-11-22\", \"shifts\": []}"), ["line 1, to: 22 November 2026 is before 23 November 2026"])
        XCTAssertEqual(try problems("{}"), ["line 1, from: is missing", "line 1, to: is missing", "line 1, shifts: is missing"])
    }
}
