import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class ScoreWordsTests: Case {
    private func sentences(_ rule: SoftRule, _ file: PracticeFile, _ shifts: [PracticeFile.Shift], most: Int = 6) -> [String] {
        var words = ScoreWords(file)
        words.most = most
        return words.sentences(scorer(file).report(shifts)[rule])
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
        XCTAssertEqual(sentences(.s2, file, [shift("p", mon)], most: 1).last, "1 morning 2 doctors short at Main Surgery: Wed 6 January")
    }

    func testPlaces_areNotNamedWhereThereIsOne() {
        var file = practice([term("p", .partner)], duty: 1) { $0.practice.closures = [self.wed, self.thu, self.fri] }
        file.locations = [main]
        file.cover.removeAll { $0.location == self.branch }
        XCTAssertEqual(
            sentences(.s1, file, [], most: 1),
            ["2 mornings without a duty doctor: Mon 4 January and 1 more", "2 afternoons without a duty doctor: Mon 4 January and 1 more"])
    }

    func testPeople_areRankedByTheirSum() {
        let file = practice([term("p", .partner, fte: 20), term("q", .partner, fte: 45)])
        XCTAssertEqual(
            sentences(.s5, file, []), ["Dr q: 4.5 parts from contract over the range", "Dr p: 2 parts from contract over the range"])
        XCTAssertEqual(sentences(.s5, practice([term("p", .partner)]), []), [])
    }

    func testTrainees_areNamedWithTheDate() {
        let file = practice([term("f", .fy, supervisor: "p", fixed: [.mon]), term("p", .partner)])
        XCTAssertEqual(
            sentences(.s3, file, [shift("f", mon)]),
            ["2 parts on which a trainee is without a supervisor: Dr f Mon 4 January morning, Dr f Mon 4 January afternoon"])
    }

    func testDutyFairness_isToldInPartsNotInSquares() {
        let file = practice([term("p", .partner, duty: true, fte: 50)], duty: 1)
        XCTAssertEqual(sentences(.s8, file, []), ["Dr p: 10 duty parts from the fair share"])
    }
}
