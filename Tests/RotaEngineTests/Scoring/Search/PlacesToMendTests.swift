import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class PlacesToMendTests: Case {
    /// Monday's morning at the main surgery is place 0.
    private func rule(_ file: PracticeFile, isDuty: Bool, _ allowed: [Int: Int]) -> PlacesToMend {
        var places = Array(repeating: 0, count: ReferenceScorer(file, range: DayRange(weekOf: mon)).words.dayCount * 2 * 2)
        for (place, count) in allowed { places[place] = count }
        return PlacesToMend(name: own, isDuty: isDuty, allowed: places)
    }

    func testCount_isOfWhatPlacesLackBeyondWhatTheyMay() {
        let file = practice([term("p", .partner, duty: true), term("l", .fy, fixed: [.mon])]) {
            $0.coverOverrides = [override(self.mon, .am, 2, 1), override(self.mon, .pm, 1, 0)]
            $0.practice.countsTowardsMinimum = [.partner]
        }
        assertCount(rule(file, isDuty: false, [:]), file, [], 3)
        assertCount(rule(file, isDuty: false, [0: 1]), file, [], 2)
        assertCount(rule(file, isDuty: false, [0: 1]), file, [shift("p", mon)], 0)
        assertCount(rule(file, isDuty: false, [:]), file, [shift("p", mon), shift("l", mon)], 1)
        assertCount(rule(file, isDuty: true, [:]), file, [shift("p", mon)], 1)
        assertCount(rule(file, isDuty: true, [0: 1]), file, [shift("p", mon)], 0)
        assertCount(rule(file, isDuty: true, [:]), file, [shift("p", mon, .am, .duty)], 0)
    }

    func testCount_agreesOnRandomRotas() throws {
        for isDuty in [true, false] {
            XCTAssertGreaterThan(try agreed { scorer, seed in
                var draw = Draw(seed: seed)
                let places = scorer.words.dayCount * 2 * scorer.words.locationCount
                return PlacesToMend(name: own, isDuty: isDuty, allowed: (0..<places).map { _ in draw.below(3) == 0 ? 1 : 0 })
            }, 50)
        }
    }
}
