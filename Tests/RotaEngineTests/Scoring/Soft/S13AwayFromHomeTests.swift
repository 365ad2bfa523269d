import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class S13AwayFromHomeTests: Case {
    func testS13_awayFromHome() {
        let file = practice([term("p", .partner, locations: [branch, main]), term("l", .locum)]) {
            $0.locumBookings = [booking("l", self.mon, self.mon, at: self.branch)]
        }
        assertCount(.s13, file, [shift("p", mon), shift("p", tue, at: branch), shift("l", mon, at: branch)], 2)
    }
}
