import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class H02OnePlaceAtATimeTests: Case {
    func testH2_overlapAndHalfDay() {
        let file = practice([term("p", .partner, half: [.tue: .any])])
        assertBreaches(file, [shift("p", mon), shift("p", mon, .pm), shift("p", tue)], ["H2 \(mon) pm p", "H2 \(tue) p"])
        assertBreaches(file, [shift("p", mon), shift("p", tue, .pm)], [])
    }
}
