import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class S07EvennessTests: Case {
    func testS7_evenness() {
        let file = practice(["p", "q", "r"].map { term($0, .partner) }, minimum: 1)
        // Monday 3 present: 2² for two parts. Tuesday 2 present: 1² for two parts.
        assertCount(.s7, file, ["p", "q", "r"].map { shift($0, mon) } + ["p", "q"].map { shift($0, tue) }, 4 + 4 + 1 + 1)
    }

    func testS7_looksAtTheLocation() {
        let file = practice(["p", "q", "r"].map { term($0, .partner, locations: [main, branch]) }, minimum: 2, branch: (1, 0))
        // p and q at the branch of 1: 1² for two parts. r alone at the main site of 2: none.
        assertCount(.s7, file, [shift("p", mon, at: branch), shift("q", mon, at: branch), shift("r", mon)], 2)
    }
}
