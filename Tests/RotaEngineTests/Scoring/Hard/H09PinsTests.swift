import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class H09PinsTests: Case {
    func testH9_pinnedShiftsStand() {
        let pin = shift("p", mon, pinned: true)
        let file = practice([term("p", .partner)]) { $0.shifts = [pin, shift("p", self.tue)] }
        assertBreaches(file, [pin], [])
        assertBreaches(file, [], ["H9 \(mon) am p", "H9 \(mon) pm p"])
        assertBreaches(file, [shift("p", mon)], ["H9 \(mon) am p", "H9 \(mon) pm p"])
        assertBreaches(file, [pin, shift("p", tue, pinned: true)], ["H9 \(tue) am p", "H9 \(tue) pm p"])
    }

    func testH9_protectedPeriod() {
        let file = practice([term("p", .partner)]) {
            $0.shifts = [shift("p", self.mon)]
            $0.protectedUntil = self.tue
        }
        assertBreaches(file, [shift("p", mon), shift("p", wed)], [])
        assertBreaches(file, [shift("p", tue)], ["H9 \(mon) am p", "H9 \(mon) pm p", "H9 \(tue) am p", "H9 \(tue) pm p"])
    }

    func testGivenBreaches_areMarkedAndNotAddedTo() {
        let pins = [shift("p", mon, .am, pinned: true), shift("p", tue, .full, .duty, pinned: true)]
        let file = practice([term("p", .partner, cannot: [.tue], max: 1), term("s", .salaried, fixed: [.mon])]) { $0.shifts = pins }
        let worked = pins + [shift("s", mon)]
        assertBreaches(
            file, worked,
            [
                "H1 \(tue) am p given", "H1 \(tue) pm p given", "H4 \(mon) pm p given", "H5 \(mon) p given", "H6 \(tue) am p given",
                "H6 \(tue) pm p given", "H8 \(tue) am given", "H8 \(tue) pm given",
            ])
        assertBreaches(file, worked + [shift("p", wed)], ["H5 \(mon) p"], rule: .h5)
    }
}
