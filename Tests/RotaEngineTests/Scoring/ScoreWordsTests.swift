import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

/// Issue 2, item 6: the score line by line in words.
final class ScoreWordsTests: Case {
    /// "2 mornings short of doctors: Mon 4 January, Tue 5 January"
    private func sentences(_ rule: SoftRule, _ file: PracticeFile, _ shifts: [PracticeFile.Shift]) -> [String] {
        ScoreWords(file).sentences(scorer(file).report(shifts)[rule]).map { $0.text + ($0.list.isEmpty ? "" : ": " + $0.list.joined(separator: ", ")) }
    }

    func testCover_isListedByPlaceAndHalf() {
        let file = practice([term("p", .partner)], minimum: 1) {
            $0.practice.closures = [self.thu, self.fri]
            $0.coverOverrides = [override(self.wed, .am, 2, 0)]
        }
        XCTAssertEqual(
            sentences(.s2, file, [shift("p", mon, .pm)]),
            [
                "2 mornings short of doctors at Main Surgery: Mon 4 January, Tue 5 January",
                "2 afternoons short of doctors at Main Surgery: Tue 5 January, Wed 6 January",
                "1 morning 2 doctors short at Main Surgery: Wed 6 January",
            ])
    }

    func testPlaces_areNotNamedWhereThereIsOne() {
        var file = practice([term("p", .partner)], duty: 1) { $0.practice.closures = [self.wed, self.thu, self.fri] }
        file.locations = [main]
        file.cover.removeAll { $0.location == self.branch }
        XCTAssertEqual(
            sentences(.s1, file, []),
            ["2 mornings without a duty doctor: Mon 4 January, Tue 5 January", "2 afternoons without a duty doctor: Mon 4 January, Tue 5 January"])
    }

    func testOne_isSaidInTheSingular() {
        let file = practice([term("p", .partner, must: [.mon])])
        XCTAssertEqual(sentences(.s4, file, []), ["1 must-work day or half-day of the weekly minimum missed: Dr p 1"])
    }

    /// Of two that are needed one is there on the Monday morning, and both in the afternoon.
    func testDuty_isSaidToBeNoneOnlyWhereThereIsNone() {
        var file = practice([term("p", .partner), term("q", .partner)], duty: 2) { $0.practice.closures = [self.wed, self.thu, self.fri] }
        file.locations = [main]
        file.cover.removeAll { $0.location == self.branch }
        XCTAssertEqual(
            sentences(.s1, file, [shift("p", mon, .full, .duty), shift("q", mon, .pm, .duty)]),
            [
                "1 morning short of duty doctors: Mon 4 January", "1 morning without any of 2 duty doctors: Tue 5 January",
                "1 afternoon without any of 2 duty doctors: Tue 5 January",
            ])
    }

    func testLines_thatCountNothingSayWhatIsGood() {
        let file = practice([])
        let report = scorer(file).report([])
        for rule in SoftRule.allCases {
            let words = ScoreWords(file).sentences(report[rule])
            XCTAssertEqual(words.count, 1, rule.id)
            XCTAssertEqual(words.first?.list, [], rule.id)
            XCTAssertFalse(words.first?.text.isEmpty ?? true, rule.id)
        }
        XCTAssertEqual(sentences(.s2, file, []), ["Every half-day has the doctors it needs"])
    }

    func testPeople_areRankedByTheirSum() {
        let file = practice([term("p", .partner, fte: 20), term("q", .partner, fte: 45)])
        XCTAssertEqual(sentences(.s5, file, []), ["Everyone within 4.5 half-days of contract over these dates: Dr q 4.5, Dr p 2"])
    }

    func testTrainees_areNamedWithTheDate() {
        let file = practice([term("f", .fy, supervisor: "p", fixed: [.mon]), term("p", .partner)])
        XCTAssertEqual(
            sentences(.s3, file, [shift("f", mon)]),
            ["2 half-days on which a trainee is without a supervisor: Dr f Mon 4 January morning, Dr f Mon 4 January afternoon"])
    }

    func testDutyFairness_isToldInHalfDaysNotInSquares() {
        let file = practice([term("p", .partner, duty: true, fte: 50)], duty: 1)
        XCTAssertEqual(sentences(.s8, file, []), ["Everyone within 10 half-days of the fair share: Dr p 10"])
        XCTAssertEqual(
            sentences(.s9, file, []),
            ["Mondays: everyone within 2 half-days of the fair share: Dr p 2", "Fridays: everyone within 2 half-days of the fair share: Dr p 2"])
    }

    func testEvenness_isToldInDoctors() {
        let file = practice([term("p", .partner), term("q", .partner)])
        XCTAssertEqual(sentences(.s7, file, [shift("p", mon), shift("q", mon, .am)]), ["2 half-days with more doctors than needed, by 2 at the most"])
    }

    func testLongLists_areKeptToALimitWithTheirCount() {
        let sentence = ScoreSentence("Dates", (0..<250).map(String.init))
        XCTAssertEqual(sentence.list.count, ScoreSentence.mostKept)
        XCTAssertEqual(sentence.count, 250)
    }
}
