import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class H10LocationsTests: Case {
    func testH10_locationsOfTheTermAndTheBooking() {
        let file = practice([term("p", .partner, locations: [branch]), term("l", .locum)]) {
            $0.locumBookings = [booking("l", self.mon, self.mon, at: self.branch)]
        }
        assertBreaches(file, [shift("p", mon, at: branch), shift("l", mon, at: branch)], [])
        assertBreaches(file, [shift("p", mon), shift("l", mon)], ["am l", "am p", "pm l", "pm p"].map { "H10 \(mon) \($0)" })
    }

    func testH10_oneLocationADay() {
        let file = practice([term("p", .partner, locations: [main, branch])])
        assertBreaches(file, [shift("p", mon, .am), shift("p", mon, .pm, at: branch), shift("p", tue, at: branch)], ["H10 \(mon) p"])
    }

    func testH10_theRestOfTheDayFollowsAPin() {
        let pin = shift("s", mon, .am, at: branch, pinned: true)
        var file = practice([term("s", .salaried, fixed: [.mon])]) { $0.shifts = [pin] }
        assertBreaches(file, [pin, shift("s", mon, .pm, at: branch)], ["H10 \(mon) am s given"])
        assertBreaches(file, [pin, shift("s", mon, .pm)], ["H10 \(mon) s", "H10 \(mon) am s given"])
        file.shifts = [pin, shift("s", mon, .pm, pinned: true)]
        assertBreaches(file, file.shifts, ["H10 \(mon) s given", "H10 \(mon) am s given"])
    }
}
