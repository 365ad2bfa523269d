import Civil
import RotaDomain
import XCTest
@testable import Rostering
@testable import RotaEngine

final class ScorePrinterTests: Case {
    func testText_isTheReferencesLineByLine() {
        let file = practice([term("s", .salaried, duty: true, fixed: [.mon], half: [.mon: .am])], minimum: 1, duty: 1) {
            $0.shifts = [shift("s", self.tue, pinned: true)]
        }
        XCTAssertEqual(
            ScorePrinter.text(scorer(file).report([shift("s", mon, .am), shift("s", tue, pinned: true)])),
            """
            H1 2027-01-05 am s: at work but not available (given)
            H1 2027-01-05 pm s: at work but not available (given)
            S1  duty places left empty                                      10 x 1,000,000 =     10000000
            S2  cover shortfall                                              7 x   100,000 =       700000
            S3  unsupervised trainee parts                                   0 x    20,000 =            0
            S4  partners: must-work days and minimum shifts missed           0 x    10,000 =            0
            S5  partners: distance from contract                             0 x     5,000 =            0
            S6  partners: uneven weeks                                       0 x     1,000 =            0
            S7  evenness of cover                                            0 x       100 =            0
            S8  duty fairness                                              100 x       300 =        30000
            S9  duty fairness, Mondays and Fridays                           4 x       100 =          400
            S10 duty crowding                                                0 x       200 =            0
            S11 change                                                       0 x        50 =            0
            S12 unsettled weeks                                              0 x       150 =            0
            S13 away from home                                               0 x        20 =            0
            score 10730400

            """)
    }

    func testDecimal_roundsTheExactValueToTwoPlaces() {
        let cases: [(Double, String)] = [
            (0, "0"), (7, "7"), (1.18, "1.18"), (4.9, "4.9"), (0.125, "0.12"), (0.375, "0.38"), (2.675, "2.67"), (1.005, "1"), (12.999999, "13"),
            (0.005, "0.01"), (0.004, "0"), (1e-300, "0"), (1372999.16, "1372999.16"), (0.1 + 0.2, "0.3"), (99.995, "100"), (1e15 + 0.5, "1000000000000000.5"),
        ]
        for (value, text) in cases { XCTAssertEqual(NumberText.decimal(value), text) }
    }

    func testDecimal_agreesWithTheCLibraryOnRandomNumbers() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<20_000 {
            let value = Double(random.next() >> 12) / Double(1 << random.below(60))
            guard value < 1e15 else { continue }
            var text = String(format: "%.2f", value)
            if text.hasSuffix("00") { text.removeLast(3) } else if text.hasSuffix("0") { text.removeLast() }
            XCTAssertEqual(NumberText.decimal(value), text)
        }
    }

    func testGrouped_setsCommas() {
        for (value, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_000_000, "1,000,000"), (-1234, "-1,234"), (-123, "-123")] {
            XCTAssertEqual(NumberText.grouped(value), text)
        }
    }

    func testPrecise_keepsSixPlaces() {
        for (value, text) in [(2.0, "2"), (1.9612345678, "1.961235"), (0.5, "0.5"), (3.0000001, "3")] { XCTAssertEqual(NumberText.precise(value), text) }
    }

    func testCounted_agreesInNumber() {
        XCTAssertEqual([0, 1, 2, 1800].map { NumberText.counted($0, "gap") }, ["0 gaps", "1 gap", "2 gaps", "1,800 gaps"])
        XCTAssertEqual([1, 2].map { NumberText.counted($0, "breach", "breaches") }, ["1 breach", "2 breaches"])
    }
}
