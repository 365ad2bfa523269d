import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class S08DutyFairnessTests: Case {
    func testS8_dutyFairness() {
        // 10 duty parts; p is contracted for 8 parts, s for 2: shares 8 and 2, plus p's balance of 1.
        let file = practice([term("p", .partner, duty: true, fte: 80), term("s", .salaried, duty: true, fixed: [.mon]), term("n", .partner, fte: 100)], duty: 1) {
            $0.clinicians[1].dutyBalance = 1
        }
        assertCount(.s8, file, [shift("s", mon, .full, .duty), shift("p", tue, .full, .duty), shift("p", wed, .full, .duty)], 25)
    }

    func testS8_countsOnlyTheDatesOfDutyTerms() {
        // p leaves the rotation on Wednesday: 4 parts of contract to q's 10. Shares 10 × 4/14 and 10 × 10/14.
        let file = practice([
            term("p", .partner, end: tue, duty: true, fte: 100), term("p", .partner, start: wed, fte: 100), term("q", .partner, duty: true, fte: 100),
        ], duty: 1)
        assertCount(.s8, file, [], 1600.0 / 196 + 10000.0 / 196)
    }

    func testS8_sharesByDutyWeight() {
        // Duty is a whole day: q's half days cannot hold it, so q's 3 other days (6 parts at 100%) stand against p's 5 (10 parts).
        let file = practice([
            term("p", .partner, duty: true, fte: 100), term("q", .partner, duty: true, fte: 100, half: [.mon: .am, .fri: .any]),
        ], duty: 1) { $0.practice.dutySpan = .day }
        assertCount(.s8, file, [], 10000.0 / 256 + 3600.0 / 256)
        // On Mondays and Fridays all of the 2 + 2 parts are p's.
        assertCount(.s9, file, [], 4 + 4)
    }
}
