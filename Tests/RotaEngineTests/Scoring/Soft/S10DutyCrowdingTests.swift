import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class S10DutyCrowdingTests: Case {
    func testS10_crowding() {
        let file = practice(["p", "q"].map { term($0, .partner, duty: true) }, duty: 1)
        func duty(_ days: Day...) -> [PracticeFile.Shift] { days.map { shift("p", $0, .am, .duty) } }
        // Monday with Tuesday and Thursday, Tuesday with Thursday; Friday is four days from Monday.
        assertCount(.s10, file, duty(mon, tue, thu), 3)
        assertCount(.s10, file, duty(mon, fri), 0)
        // A Friday and the next Monday are three days apart, a Thursday and that Monday four; two people make no pair.
        assertCount(.s10, file, duty(fri, nextMon), 1, last: nextSun)
        assertCount(.s10, file, duty(thu, nextMon), 0, last: nextSun)
        assertCount(.s10, file, duty(mon) + [shift("q", tue, .full, .duty)], 0)
    }
}
