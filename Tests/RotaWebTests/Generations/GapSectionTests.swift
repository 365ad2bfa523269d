import RotaDomain
import XCTest

@testable import RotaWeb

/// What of a long list on a gap's page is folded.
final class GapSectionTests: XCTestCase {
    private func section(_ count: Int, isOfPeople: Bool = false) -> GapAccountView.Section {
        GapAccountView.Section(GapAccount.Section("Who would change", (1...count).map { "Line \($0)" }, isOfPeople: isOfPeople))
    }

    func testList_foldsAllButItsFirstLines() {
        let long = section(70)
        XCTAssertEqual(long.items, ["Line 1", "Line 2", "Line 3", "Line 4", "Line 5"])
        XCTAssertEqual([long.rest?.label, long.rest?.items.first, long.rest?.items.last], ["and 65 more", "Line 6", "Line 70"])
        XCTAssertNil(section(6).rest, "one line takes no more room than its fold")
        XCTAssertEqual(section(6).items.count, 6)
    }

    func testReasons_areNeverFolded() {
        XCTAssertNil(section(70, isOfPeople: true).rest)
        XCTAssertEqual(section(70, isOfPeople: true).items.count, 70)
    }
}
