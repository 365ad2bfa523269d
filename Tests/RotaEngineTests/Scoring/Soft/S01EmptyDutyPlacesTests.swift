import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class S01EmptyDutyPlacesTests: Case {
    func testS1_emptyDutyPlaces() {
        let file = practice([term("p", .partner, duty: true)], duty: 1) {
            $0.practice.closures = [self.fri]
            $0.coverOverrides = [override(self.tue, .am, 0, 2)]
        }
        // Four open days of 2 places, and 1 more: 9; Monday takes 2.
        assertCount(.s1, file, [shift("p", mon, .full, .duty)], 7)
    }

    func testS1AndS2_lookAtTheLocation() {
        let file = practice([term("p", .partner, duty: true, locations: [main, branch])], minimum: 1, duty: 1, branch: (1, 0)) {
            $0.practice.closures = [self.wed, self.thu, self.fri]
        }
        // Two open days: 4 duty places, 4 parts short here and 4 there. A Monday at the branch is no duty here and fills 2 there.
        let monday = [shift("p", mon, at: branch)]
        assertCount(.s1, file, monday, 4)
        assertCount(.s2, file, monday, 6)
        assertCount(.s1, file, [shift("p", mon, .full, .duty, at: branch)], 4)
    }

    func testS1_itemsSayWhereAndWhen() {
        let file = practice([term("p", .partner)], duty: 2) { $0.practice.closures = [self.tue, self.wed, self.thu, self.fri] }
        XCTAssertEqual(scorer(file).report([])[.s1].items, [Part.am, .pm].map { ScoreItem(date: mon, part: $0, location: main, amount: 2) })
    }
}
