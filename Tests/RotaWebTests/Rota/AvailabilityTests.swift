import Civil
import RotaDomain
import RotaEngine
import XCTest

/// The pages' reasons and the engine's scorer mean the same by "available".
final class AvailabilityTests: XCTestCase {
    func testObstacle_agreesWithTheScorerOnEveryPart() {
        var file = RotaFixture.file
        file.terms[1].halfDays = [.tue: .am, .wed: .any]
        file.terms[2].fixedDaysB = [.mon, .tue]
        file.terms[3].end = RotaFixture.day("2026-12-10")
        file.leave.append(PracticeFile.Leave(clinician: "okafor", range: DayRange(RotaFixture.day("2026-12-01")), part: .pm))
        file.leave.append(PracticeFile.Leave(clinician: "okafor", range: DayRange(RotaFixture.day("2026-12-02")), status: .requested))
        file.shifts = []
        guard let range = DayRange(RotaFixture.monday, RotaFixture.monday + 41) else { return XCTFail("no range") }
        let checker = RuleChecker(file, range: range)
        var reasons: Set<String> = []
        for clinician in file.clinicians {
            for day in range.days {
                let shift = PracticeFile.Shift(clinician: clinician.id, date: day, span: .full, kind: .standard, location: "Main Surgery")
                let refused = Set(checker.breaches([shift]).filter { $0.rule == .h1 && $0.date == day }.compactMap(\.part))
                let availability = Availability(file, clinician: clinician.id, on: day)
                for part in Part.allCases {
                    XCTAssertEqual(availability.obstacle(part) != nil, refused.contains(part), "\(clinician.id) \(day.iso) \(part)")
                    if let obstacle = availability.obstacle(part) { reasons.insert("\(obstacle)".split(separator: "(").first.map(String.init) ?? "") }
                }
            }
        }
        XCTAssertEqual(reasons.count, 8, "each reason occurs: \(reasons)")
    }
}
