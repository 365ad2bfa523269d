import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class H03ContractTests: Case {
    func testH3_patternsAreWorked() {
        let file = practice([term("s", .salaried, fixed: [.mon, .tue, .wed], half: [.wed: .any])])
        assertBreaches(file, [shift("s", mon, .am)], ["H3 \(mon) pm s", "H3 \(tue) am s", "H3 \(tue) pm s", "H3 \(wed) am s"])
        assertBreaches(file, [shift("s", mon), shift("s", tue, .am), shift("s", tue, .pm), shift("s", wed, .pm)], [])
    }

    func testH3_aPinSwapsAHalfDay() {
        let pin = shift("s", mon, .pm, pinned: true)
        let file = practice([term("s", .salaried, fixed: [.mon], half: [.mon: .am])]) { $0.shifts = [pin] }
        assertBreaches(file, [pin], ["H1 \(mon) pm s given"])
    }

    func testH3_isGivenInsideTheProtectedPeriod() {
        let file = practice([term("s", .salaried, fixed: [.mon, .tue])]) { $0.protectedUntil = self.mon }
        assertBreaches(file, [], ["H3 \(mon) am s given", "H3 \(mon) pm s given", "H3 \(tue) am s", "H3 \(tue) pm s"])
    }
}
