import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class S09MondaysAndFridaysTests: Case {
    func testS9_mondaysAndFridays() {
        // Each: 2 duty parts on Monday and 2 on Friday, shared 1 to 1. p does Monday, nobody Friday. The balance does not count here.
        let two = practice(["p", "q"].map { term($0, .partner, duty: true, fte: 50) }, duty: 1) { $0.clinicians[0].dutyBalance = 9 }
        assertCount(.s9, two, [shift("p", mon, .full, .duty), shift("p", tue, .full, .duty)], 4)
        // All of it is p's share, 2 and 2: Friday done, Monday not.
        let one = practice([term("p", .partner, duty: true, fte: 50)], duty: 1)
        assertCount(.s9, one, [shift("p", fri, .full, .duty)], 4)
    }
}
