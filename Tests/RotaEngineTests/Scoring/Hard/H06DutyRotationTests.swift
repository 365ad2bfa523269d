import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class H06DutyRotationTests: Case {
    func testH6_whoMayBeOnDuty() {
        let file = practice(
            [term("p", .partner), term("q", .partner, duty: true), term("t", .st, duty: true, supervisor: "p", fixed: [.mon])], duty: 3)
        assertBreaches(
            file, ["p", "q", "t"].map { shift($0, mon, .full, .duty) },
            ["H6 \(mon) am p", "H6 \(mon) am t", "H6 \(mon) pm p", "H6 \(mon) pm t"])
    }
}
