import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class H04WholeDaysTests: Case {
    func testH4_wholeDays() {
        let file = practice([term("p", .partner, half: [.wed: .am])]) { $0.leave = [leave("p", self.thu, .am)] }
        assertBreaches(file, [shift("p", mon, .am), shift("p", tue), shift("p", wed, .am), shift("p", thu, .pm)], ["H4 \(mon) pm p"])
    }

    func testH4_aPinnedHalfStandsAlone() {
        let pin = shift("p", mon, .am, pinned: true)
        var file = practice([term("p", .partner)]) { $0.shifts = [pin] }
        assertBreaches(file, [pin], ["H4 \(mon) pm p given"])
        assertBreaches(file, [pin, shift("p", mon, .pm)], ["H4 \(mon) pm p"])
        // In the protected period what was given stands, whatever it is.
        file.protectedUntil = mon
        file.shifts.append(shift("p", mon, .pm))
        assertBreaches(file, [pin, shift("p", mon, .pm)], [])
    }
}
