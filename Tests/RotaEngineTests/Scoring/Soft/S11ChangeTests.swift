import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class S11ChangeTests: Case {
    func testS11_change() {
        let file = practice([term("p", .partner), term("q", .partner, duty: true)]) {
            $0.shifts = [shift("p", self.mon), shift("q", self.mon, .am, .duty), shift("q", self.mon, .pm), shift("q", self.tue, pinned: true)]
        }
        // p's Monday goes: 2. q's duty moves from morning to afternoon: 2. Tuesday holds only a pin and
        // Wednesday nothing, so what is new there is no change.
        let shifts = [shift("q", mon, .am), shift("q", mon, .pm, .duty), shift("q", tue, pinned: true), shift("p", tue), shift("p", wed)]
        assertCount(.s11, file, shifts, 4)
    }

    func testS11_aMoveIsAChange() {
        let file = practice([term("p", .partner, locations: [main, branch])]) { $0.shifts = [shift("p", self.mon)] }
        assertCount(.s11, file, [shift("p", mon, at: branch)], 2)
    }

    func testS11_leavesPinnedPartsToH9() {
        let file = practice([term("p", .partner), term("q", .partner)]) { $0.shifts = [shift("p", self.mon), shift("q", self.mon, pinned: true)] }
        assertCount(.s11, file, [], 2)
    }
}
