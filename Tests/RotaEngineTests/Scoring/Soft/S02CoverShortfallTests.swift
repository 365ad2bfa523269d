import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class S02CoverShortfallTests: Case {
    func testS2_countsOnlyTheTypesThatCount() {
        let file = practice([term("p", .partner), term("f", .fy, supervisor: "p", fixed: [.mon])], minimum: 2)
        // 10 parts short of 2 each: 20; the partner's Monday gives 2 back, the FY doctor's nothing.
        assertCount(.s2, file, [shift("p", mon), shift("f", mon)], 18)
    }
}
