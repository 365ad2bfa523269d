import XCTest
@testable import RotaEngine

final class SoftRuleTests: XCTestCase {
    /// The searches' own lines are numbered by whoever wrote them, apart from one another.
    func testEqual_isByIdToo() {
        func rule(_ number: Int, _ id: String) -> SoftRule { SoftRule(number: number, id: id, weight: 1, title: "") }
        XCTAssertNotEqual(rule(101, "a"), rule(101, "b"))
        XCTAssertEqual(rule(101, "a"), SoftRule(number: 101, id: "a", weight: 2, title: "another weight"))
        XCTAssertEqual(Set([rule(101, "a"), rule(101, "b"), rule(101, "a")]).count, 2)
        XCTAssertEqual([rule(102, "a"), rule(101, "b"), rule(101, "a")].sorted().map(\.id), ["a", "b", "a"])
    }
}
