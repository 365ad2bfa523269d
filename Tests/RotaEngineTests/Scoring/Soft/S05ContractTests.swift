import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class S05ContractTests: Case {
    func testS5_distanceFromContract() {
        // p: 60% of 10 parts is 6, works 4: 2. q: 25% of 9 parts (one on leave) is 2.25, works 4: 1.75.
        let file = practice([term("p", .partner, fte: 60), term("q", .partner, fte: 25)]) { $0.leave = [leave("q", self.fri, .pm)] }
        assertCount(.s5, file, ["p", "q"].flatMap { [shift($0, mon), shift($0, tue)] }, 3.75)
    }

    func testS5_countsOnlyThePartnerTerm() {
        // Two days salaried, then three days partner at 50%: 3 parts contracted, 2 worked.
        let file = practice([term("p", .salaried, end: tue, fixed: [.mon, .tue]), term("p", .partner, start: wed, fte: 50)])
        assertCount(.s5, file, [mon, tue, wed].map { shift("p", $0) }, 1)
    }
}
