import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class H07DutySpanTests: Case {
    func testH7_wholeDaysOfDuty() {
        let halves = [shift("p", mon, .am, .duty), shift("p", mon, .pm)]
        var file = practice([term("p", .partner, duty: true)], duty: 1)
        assertBreaches(file, halves, [])
        file.practice.dutySpan = .day
        assertBreaches(file, halves, ["H7 \(mon) pm p"])
        assertBreaches(file, [shift("p", mon, .full, .duty)], [])
    }

    func testH7_wherePartsNeedDifferentNumbers() {
        // The morning needs 2, the afternoon 1: the second doctor may stop at noon, the first may not start then.
        let file = practice([term("p", .partner, duty: true), term("q", .partner, duty: true)], duty: 1) {
            $0.practice.dutySpan = .day
            $0.coverOverrides = [override(self.mon, .am, 0, 2)]
        }
        let allDay = shift("p", mon, .full, .duty)
        assertBreaches(file, [allDay, shift("q", mon, .am, .duty), shift("q", mon, .pm)], [])
        assertBreaches(file, [shift("q", mon, .am), shift("q", mon, .pm, .duty)], ["H7 \(mon) am q"])
    }
}
