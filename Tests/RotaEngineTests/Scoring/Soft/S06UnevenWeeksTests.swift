import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class S06UnevenWeeksTests: Case {
    func testS6_weeks() {
        // 60%: 6 parts a week. 10 and 2 worked: 4 away each week, 3 beyond the one allowed, twice. A part week does not count.
        let file = practice([term("p", .partner, fte: 60)])
        let shifts = [mon, tue, wed, thu, fri, nextMon].map { shift("p", $0) }
        assertCount(.s6, file, shifts, 6, last: nextSun)
        assertCount(.s6, file, shifts, 3, last: nextTue)
    }
}
