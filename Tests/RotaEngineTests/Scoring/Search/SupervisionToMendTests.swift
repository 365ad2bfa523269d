import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class SupervisionToMendTests: Case {
    func testCount_isOfTraineesAloneWhereTheyMayNotBe() {
        let terms = [term("f", .fy, locations: [main, branch], supervisor: "p", fixed: [.mon]), term("p", .partner, locations: [main, branch])]
        let file = practice(terms), free = SupervisionToMend(name: own, allowed: [])
        let known = SupervisionToMend(name: own, allowed: [.init(trainee: 0, day: 0, part: .am, location: 1)])
        assertCount(free, file, [shift("f", mon, at: branch)], 2)
        assertCount(known, file, [shift("f", mon, at: branch)], 1)
        assertCount(known, file, [shift("f", mon)], 2)
        assertCount(known, file, [shift("f", mon), shift("p", mon, .pm)], 1)
    }

    func testCount_agreesOnRandomRotas() throws {
        XCTAssertGreaterThan(try agreed { scorer, seed in
            var draw = Draw(seed: seed)
            let parts = scorer.words.days.flatMap { day in
                (0..<scorer.words.clinicianCount).map { SupervisionToMend.TraineePart(trainee: $0, day: day, part: draw.one([.am, .pm]), location: 0) }
            }
            return SupervisionToMend(name: own, allowed: Set(parts))
        }, 30)
    }
}
