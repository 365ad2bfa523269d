import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class PartsKeptTests: Case {
    func testCount_isOfPartsThatDifferPinnedOnesApart() {
        let file = practice([term("p", .partner, duty: true, locations: [main, branch]), term("q", .partner)]) {
            $0.shifts = [shift("q", self.wed, .am, pinned: true)]
        }
        let before = [shift("p", mon), shift("p", tue, .am, .duty)], rule = PartsKept(name: own, before: scorer(file).sheet(before))
        let pin = shift("q", wed, .am, pinned: true)
        assertCount(rule, file, before, 0)
        assertCount(rule, file, before + [pin], 0)
        assertCount(rule, file, [shift("p", mon)], 1)
        assertCount(rule, file, [shift("p", mon, .am), shift("p", tue)], 3)
        assertCount(rule, file, [shift("p", mon, at: branch), shift("p", tue, .am, .duty)], 2)
        assertCount(rule, file, before + [shift("q", wed, .pm), shift("q", thu)], 3)
        assertCount(rule, file, [shift("p", mon, pinned: true), shift("p", tue, .am, .duty)], 0)
    }

    func testCount_agreesOnRandomRotas() throws {
        XCTAssertGreaterThan(try agreed { scorer, seed in
            var draw = Draw(seed: seed)
            let some = scorer.words.file.shifts.filter { _ in draw.below(2) == 0 }
            return PartsKept(name: own, before: scorer.sheet(some))
        }, 100)
    }
}
