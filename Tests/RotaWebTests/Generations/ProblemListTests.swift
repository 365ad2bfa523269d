import Civil
import Foundation
import RotaDomain
import RotaEngine
import XCTest

@testable import RotaWeb

/// The preview's list of what is missing: what stands in one line, and in which order.
final class ProblemListTests: XCTestCase {
    private func hole(_ kind: Gap.Kind, _ date: String = "2026-11-30", _ part: Part = .am, count: Int = 1) -> StoredReport.Hole {
        StoredReport.Hole(Gap(kind: kind, date: SmallPractice.day(date), part: part, location: "Main Surgery", count: count))
    }

    private func problems(_ holes: [StoredReport.Hole], _ briefs: [Int: GapBrief] = [:], _ file: PracticeFile = SmallPractice.file) throws -> [ProblemList.Problem] {
        let gaps = String(decoding: try JSONEncoder().encode(holes), as: UTF8.self)
        let report = try XCTUnwrap(StoredReport(json: #"{"score": 0, "lines": [], "gaps": \#(gaps), "missed": [], "given": []}"#))
        return ProblemList(report, briefs, generation: 1, practice: file, shown: SmallPractice.day("2026-11-30")).weeks.flatMap(\.problems)
    }

    /// Not in the order of a hash table, which differs each time that the program starts.
    func testOrder_ofWhatIsEquallyUrgentIsThatOfTheReport() throws {
        let names = (0..<12).map { "Dr \($0)" }
        var file = SmallPractice.file
        file.clinicians = names.map { PracticeFile.Clinician(id: $0, name: $0) }
        let found = try problems(names.map { hole(.supervision(trainee: $0)) }, [:], file)
        XCTAssertEqual(found.map(\.text), names.map { "\($0), Mon 30 November, morning" })
    }

    /// "1 of 2 unavoidable" of a line must be so of every date in it.
    func testLine_isOfGapsThatLackAsMany() throws {
        let brief = GapBrief(standing: .unknown, unavoidable: 1, text: "4 doctors needed, 3 available")
        let found = try problems([hole(.cover, count: 2), hole(.cover, "2026-12-01", count: 3), hole(.cover, "2026-12-02", count: 2)], [0: brief, 1: brief, 2: brief])
        XCTAssertEqual(found.map(\.tag), ["2 mornings 2 doctors short", "3 short"])
        XCTAssertEqual(found.map(\.standing?.text), ["1 of 2 unavoidable", "1 of 3 unavoidable"])
    }
}
