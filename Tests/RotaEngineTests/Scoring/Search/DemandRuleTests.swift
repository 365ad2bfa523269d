import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class DemandRuleTests: Case {
    func testCount_isOfWhatIsShortBeyondWhatIsAllowed() {
        let file = practice([term("p", .partner, duty: true), term("q", .partner)], minimum: 3, duty: 1)
        func rule(_ allowed: [StaffingDemand: Int]) -> DemandRule { DemandRule(name: own, allowed: allowed) }
        let cover = StaffingDemand.cover(day: 0, part: .am, location: 0), duty = StaffingDemand.duty(day: 1, part: .pm, location: 0)
        assertCount(rule([cover: 0, duty: 0]), file, [], 4)
        assertCount(rule([cover: 1, duty: 1]), file, [], 2)
        assertCount(rule([cover: 1]), file, [shift("p", mon), shift("q", mon)], 0)
        assertCount(rule([cover: 0]), file, [shift("p", mon), shift("q", tue)], 2)
        assertCount(rule([duty: 0]), file, [shift("p", tue, .am, .duty), shift("q", tue)], 1)
        assertCount(rule([duty: 0]), file, [shift("p", tue, .full, .duty)], 0)
        assertCount(rule([:]), file, [], 0)
    }

    func testCount_isOfATraineeAloneAnywhere() {
        let file = practice([term("f", .fy, locations: [main, branch], supervisor: "p", fixed: [.mon]), term("p", .partner, locations: [main, branch])])
        let alone = StaffingDemand.supervision(trainee: 0, day: 0, part: .am), rule = DemandRule(name: own, allowed: [alone: 0])
        assertCount(rule, file, [shift("f", mon)], 1)
        assertCount(rule, file, [shift("f", mon, .pm)], 0)
        assertCount(rule, file, [shift("f", mon, at: branch), shift("p", mon)], 1)
        assertCount(rule, file, [shift("f", mon, at: branch), shift("p", mon, at: branch)], 0)
        assertCount(DemandRule(name: own, allowed: [alone: 1]), file, [shift("f", mon)], 0)
    }

    func testCount_agreesOnRandomRotas() throws {
        XCTAssertGreaterThan(try agreed { scorer, seed in
            var draw = Draw(seed: seed), allowed: [StaffingDemand: Int] = [:]
            for monday in scorer.words.touchedWeeks {
                for demand in WeekStaffing(scorer.words, scorer.given, week: monday).all where draw.below(4) > 0 { allowed[demand] = draw.below(3) }
            }
            return DemandRule(name: own, allowed: allowed)
        }, 100)
    }
}
