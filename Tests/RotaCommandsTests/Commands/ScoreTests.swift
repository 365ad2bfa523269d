import Foundation
import XCTest

@testable import RotaCommands

final class ScoreTests: CommandTestCase {
    private typealias Row = (clinician: String, date: String, span: String, kind: String)

    private func score(_ shifts: [Row], asJSON: Bool = false) throws -> CommandRun {
        let practice = try file("practice.json", SmallPracticeFile.text), name = try file("rota.json", SmallPracticeFile.rota(shifts))
        return asJSON ? try rota("score", "--practice", practice, "--rota", name, "--json") : try rota("score", "--practice=\(practice)", "--rota=\(name)")
    }

    private static let kept: [Row] = [("amara-okafor", "2026-11-23", "full", "duty"), ("amara-okafor", "2026-11-24", "full", "duty"), ("bethan-price", "2026-11-23", "full", "standard")]
    private static let broken: [Row] = kept.dropLast() + [("bethan-price", "2026-11-24", "am", "standard")]

    /// The reference scorer's own words for these two files.
    func testScore_printsEachLine() throws {
        let run = try score(ScoreTests.kept)
        XCTAssertEqual(run.status, 0, run.errors)
        XCTAssertEqual(run.output, ScoreTests.keptText)
        XCTAssertEqual(run.errors, "")
    }

    func testScore_namesBreachesAndAnswers1() throws {
        let run = try score(ScoreTests.broken)
        XCTAssertEqual(run.status, 1)
        XCTAssertEqual(run.output, ScoreTests.brokenText)
    }

    func testScore_asJSON() throws {
        let run = try score(ScoreTests.kept, asJSON: true)
        XCTAssertEqual(run.status, 0)
        let document = try XCTUnwrap(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        XCTAssertEqual(document["score"] as? Double, 201_466.666667)
        XCTAssertEqual((document["breaches"] as? [Any])?.count, 0)
        let counts = try XCTUnwrap(document["counts"] as? [String: [String: Any]])
        XCTAssertEqual(counts.count, 13)
        XCTAssertEqual(counts["S8"]?["count"] as? Double, 3.555556)
        XCTAssertEqual(counts["S8"]?["title"] as? String, "duty fairness")
    }

    func testScore_withFilesThatCannotBe() throws {
        let practice = try file("practice.json", SmallPracticeFile.text)
        let run = try rota("score", "--practice", practice, "--rota", try file("rota.json", #"{"from": "2026-11-23"}"#))
        XCTAssertEqual(run.status, 1)
        XCTAssertTrue(run.errors.hasPrefix("\(path("rota.json")): "), run.errors)
        XCTAssertEqual(run.output, "")
        XCTAssertEqual(try rota("score", "--practice", path("none"), "--rota", path("rota.json")).errors, "\(path("none")): cannot be read: No such file or directory.\n")
        XCTAssertTrue(try rota("score", "--practice", practice).errors.hasPrefix("rota score: --rota is missing.\n"))
        XCTAssertEqual(try rota("score", "--practice", practice).status, 2)
    }

    private static let keptText = """
        S1  duty places left empty                                       0 x 1,000,000 =            0
        S2  cover shortfall                                              2 x   100,000 =       200000
        S3  unsupervised trainee parts                                   0 x    20,000 =            0
        S4  partners: must-work days and minimum shifts missed           0 x    10,000 =            0
        S5  partners: distance from contract                             0 x     5,000 =            0
        S6  partners: uneven weeks                                       0 x     1,000 =            0
        S7  evenness of cover                                            0 x       100 =            0
        S8  duty fairness                                             3.56 x       300 =      1066.67
        S9  duty fairness, Mondays and Fridays                           2 x       100 =          200
        S10 duty crowding                                                1 x       200 =          200
        S11 change                                                       0 x        50 =            0
        S12 unsettled weeks                                              0 x       150 =            0
        S13 away from home                                               0 x        20 =            0
        score 201466.67

        """

    private static let brokenText = """
        H1 2026-11-24 am bethan-price: at work but not available
        H3 2026-11-23 am bethan-price: available but not at work
        H3 2026-11-23 pm bethan-price: available but not at work
        S1  duty places left empty                                       0 x 1,000,000 =            0
        S2  cover shortfall                                              3 x   100,000 =       300000
        S3  unsupervised trainee parts                                   0 x    20,000 =            0
        S4  partners: must-work days and minimum shifts missed           0 x    10,000 =            0
        S5  partners: distance from contract                             0 x     5,000 =            0
        S6  partners: uneven weeks                                       0 x     1,000 =            0
        S7  evenness of cover                                            0 x       100 =            0
        S8  duty fairness                                             3.56 x       300 =      1066.67
        S9  duty fairness, Mondays and Fridays                           2 x       100 =          200
        S10 duty crowding                                                1 x       200 =          200
        S11 change                                                       0 x        50 =            0
        S12 unsettled weeks                                              0 x       150 =            0
        S13 away from home                                               0 x        20 =            0
        score 301466.67

        """
}
