import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class H08DutyPlacesTests: Case {
    func testH8_tooManyOnDuty() {
        let file = practice([term("p", .partner, duty: true), term("q", .partner, duty: true)], duty: 1)
        assertBreaches(file, [shift("p", mon, .full, .duty), shift("q", mon, .am, .duty), shift("q", mon, .pm)], ["H8 \(mon) am"])
    }

    func testH7AndH8_lookAtTheLocation() {
        // The branch needs duty in the morning only: there, a morning is all of it.
        let file = practice(["p", "q"].map { term($0, .partner, duty: true, locations: [main, branch]) }, duty: 1) {
            $0.practice.dutySpan = .day
            $0.coverOverrides = [override(self.mon, .am, 0, 1, at: self.branch)]
        }
        func halves(_ location: String) -> [PracticeFile.Shift] {
            [shift("p", mon, .am, .duty, at: location), shift("p", mon, .pm, at: location)]
        }
        assertBreaches(file, halves(branch), [])
        assertBreaches(file, halves(main), ["H7 \(mon) pm p"])
        assertBreaches(file, halves(branch) + [shift("q", mon, .full, .duty)], [])
        assertBreaches(file, halves(branch) + [shift("q", mon, .full, .duty, at: branch)], ["H8 \(mon) am", "H8 \(mon) pm"])
    }
}
