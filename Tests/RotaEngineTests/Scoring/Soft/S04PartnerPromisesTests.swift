import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class S04PartnerPromisesTests: Case {
    func testS4_mustWorkDaysAndMinimum() {
        let file = practice([term("p", .partner, must: [.mon, .tue], min: 2)]) { $0.leave = [leave("p", self.tue)] }
        // Monday missed: 1. Tuesday is leave: the minimum of 4 parts is 4 × 8/10 = 3.2, so 3, of which 2 are worked.
        assertCount(.s4, file, [shift("p", wed)], 1 + 1)
    }

    func testS4_minimumIsScaledByTheWeek() {
        // 5 parts a week; 10, 9, 8, 6 parts are left: 5, 4.5, 4, 3.
        for (parts, expected) in [([], 5), ([(mon, Span.am)], 4), ([(mon, .full)], 4), ([(mon, .full), (fri, .full)], 3)] as [([(Day, Span)], Double)] {
            let file = practice([term("p", .partner, min: 2.5)]) { $0.leave = parts.map { leave("p", $0.0, $0.1) } }
            assertCount(.s4, file, [], expected)
        }
        // A closure counts as leave does; leave on it does not count again.
        let closed = practice([term("p", .partner, min: 2.5)]) {
            $0.practice.closures = [self.fri]
            $0.leave = [leave("p", self.fri)]
        }
        assertCount(.s4, closed, [], 4)
    }

    func testS4_minimumIsLoweredToWhatIsPossible() {
        // 6 × 4/10 = 2, but only Thursday's one part is possible.
        let file = practice([term("p", .partner, half: [.thu: .any], cannot: [.fri], min: 3)]) { $0.leave = [leave("p", self.mon, to: self.wed)] }
        assertCount(.s4, file, [], 1)
    }

    func testS4_minimumNeedsAWholeWeekOfRangeAndTerm() {
        let file = practice([term("p", .partner, min: 2)])
        assertCount(.s4, file, [], 0, first: tue)
        assertCount(.s4, file, [], 4, last: nextMon)
        assertCount(.s4, practice([term("p", .partner, start: tue, min: 2)]), [], 0)
        assertCount(.s4, practice([term("p", .partner, end: thu, min: 2)]), [], 0)
    }
}
