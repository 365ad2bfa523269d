import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class H01AvailabilityTests: Case {
    func testH1_notAvailable() {
        let file = practice([term("p", .partner, cannot: [.tue])]) { $0.leave = [leave("p", self.wed, .pm)] }
        assertBreaches(
            file, [shift("p", mon), shift("p", tue), shift("p", wed), shift("p", sat, .am)],
            ["H1 \(tue) am p", "H1 \(tue) pm p", "H1 \(wed) pm p", "H1 \(sat) am p"])
    }
}
