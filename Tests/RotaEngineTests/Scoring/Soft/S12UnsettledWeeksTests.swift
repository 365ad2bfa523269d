import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class S12UnsettledWeeksTests: Case {
    func testS12_unsettledWeeks() {
        let file = practice([term("p", .partner), term("s", .salaried, fixed: [.mon], fixedB: [.tue])])
        // Monday against Tuesday: 2 weekdays. Half a Thursday is a Thursday worked. Salaried weeks do not count.
        let shifts = [shift("p", mon), shift("p", thu), shift("p", nextTue), shift("p", Case.day(14), .am), shift("s", mon)]
        assertCount(.s12, file, shifts, 2, last: nextSun)
        assertCount(.s12, file, shifts, 0, last: Case.day(16))
        var changed = file
        changed.practice.closures = [Case.day(15)]
        assertCount(.s12, changed, shifts, 0, last: nextSun)
        changed = file
        changed.leave = [leave("p", fri, .pm)]
        assertCount(.s12, changed, shifts, 0, last: nextSun)
        // Nobody works on a Saturday anyway.
        changed.leave = [leave("p", sat)]
        assertCount(.s12, changed, shifts, 2, last: nextSun)
    }

    func testS12_needsOneTerm() {
        let file = practice([term("p", .partner, end: fri), term("p", .partner, start: sat)])
        assertCount(.s12, file, [shift("p", mon)], 0, last: nextSun)
    }
}
