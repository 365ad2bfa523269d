import Civil
import RotaDomain
import RotaEngine
import XCTest

@testable import RotaWeb

/// What every template's check draws says what pages say.
final class GapAccountViewTests: XCTestCase {
    func testPreview_isWordedAsTheEngineWordsIt() throws {
        var file = SmallPractice.file
        for index in file.cover.indices where file.cover[index].weekday == .mon && file.cover[index].part == .pm { file.cover[index].minimum = 3 }
        let gap = Gap(kind: .cover, date: SmallPractice.day("2026-11-23"), part: .pm, location: "Main Surgery", count: 1)
        var analyst = GapAnalyst(file, range: DayRange(weekOf: gap.date), shifts: [SmallPractice.shift("amara", "2026-11-23"), SmallPractice.shift("ben", "2026-11-23")])
        let said = GapWords(file).sentences(analyst.fixes(for: gap))
        XCTAssertEqual(said.filter { $0.contains("locum") }, GapAccountView.preview.fixes)
    }
}
