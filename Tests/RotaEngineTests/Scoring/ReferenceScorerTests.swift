import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class ReferenceScorerTests: Case {
    func testScore_isTheWeightedSum() {
        // S1 10 places; S2 8; S5 none; S8 and S9 none, as nobody takes part.
        let file = practice([term("p", .partner, fte: 20)], minimum: 1, duty: 1)
        XCTAssertEqual(scorer(file).report([shift("p", mon)]).score, 10 * 1_000_000 + 8 * 100_000)
    }

    /// The words and numbers of the reference scorer's published cases and of 500 random practices and rotas, as score.py printed them.
    func testReport_agreesWithTheReference() throws {
        let published = try AgreementFixture.published(), random = try AgreementFixture.all()
        XCTAssertGreaterThanOrEqual(published.count, 87)
        XCTAssertGreaterThanOrEqual(random.count, 500)
        for (number, fixture) in (published + random).enumerated() {
            let report = ReferenceScorer(fixture.practice, range: fixture.rota.range).report(fixture.rota.shifts)
            XCTAssertEqual(report.breaches.map(\.description), fixture.said.breaches, "case \(number)")
            XCTAssertEqual(report.lines.map { NumberText.decimal($0.count) }, fixture.said.counts, "case \(number)")
            XCTAssertEqual(NumberText.decimal(report.score), fixture.said.score, "case \(number)")
        }
    }

    func testReport_ignoresShiftsOfStrangersAndOtherDates() {
        let file = practice([term("p", .partner)])
        let report = scorer(file).report([shift("nobody", mon), shift("p", nextMon), shift("p", tue, at: "Moon")])
        XCTAssertEqual(report.breaches, [])
        XCTAssertEqual(report.score, 0)
    }
}
