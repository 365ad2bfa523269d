import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class H05WeekMaximumTests: Case {
    func testH5_weekMaximum() {
        let file = practice([term("p", .partner, half: [.tue: .am], max: 1.5)])
        assertBreaches(file, [shift("p", mon), shift("p", tue, .am)], [])
        assertBreaches(file, [shift("p", mon), shift("p", wed)], ["H5 \(mon) p"])
    }

    func testH5_countsGivenShiftsOutsideTheRange() {
        let file = practice([term("p", .partner, max: 1)]) { $0.shifts = [shift("p", self.mon)] }
        assertBreaches(file, [shift("p", wed)], ["H5 \(mon) p"], first: wed)
        assertBreaches(file, [], [], first: wed)
    }

    func testH5_eachTermLimitsItsOwnDays() {
        let file = practice([term("p", .partner, end: tue, max: 1), term("p", .partner, start: wed, max: 2)])
        assertBreaches(file, [mon, wed, thu].map { shift("p", $0) }, [])
        assertBreaches(file, [mon, tue, wed].map { shift("p", $0) }, ["H5 \(mon) p"])
    }

    func testH5_saysHowManyOfHowMany() {
        let file = practice([term("p", .partner, max: 1.5)])
        XCTAssertEqual(scorer(file).breaches([shift("p", mon), shift("p", tue)]).map(\.description), ["H5 2027-01-04 p: 2 shifts in the week, of at most 1.5"])
    }
}
