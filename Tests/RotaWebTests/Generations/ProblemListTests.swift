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

    /// While reasons come in, lines become fewer; what is missing does not.
    func testCount_isOfGapsWhateverStandsInOneLine() throws {
        let gaps = String(decoding: try JSONEncoder().encode([hole(.cover), hole(.cover, "2026-12-01"), hole(.cover, "2026-12-02"), hole(.duty)]), as: UTF8.self)
        let report = try XCTUnwrap(StoredReport(json: #"{"score": 0, "lines": [], "gaps": \#(gaps), "missed": [], "given": []}"#))
        func week(_ briefs: [Int: GapBrief]) throws -> ProblemList.Week {
            try XCTUnwrap(ProblemList(report, briefs, generation: 1, practice: SmallPractice.file, shown: SmallPractice.day("2026-11-30")).weeks.first)
        }
        func brief(_ standing: GapAccount.Standing) -> GapBrief { GapBrief(standing: standing, unavoidable: standing == .unavoidable ? 1 : 0, text: "a") }
        let some = try week([0: brief(.unavoidable), 3: brief(.tied)]), all = try week([0: brief(.unavoidable), 1: brief(.unavoidable), 2: brief(.unavoidable), 3: brief(.tied)])
        XCTAssertEqual([try week([:]).count, some.count, all.count], Array(repeating: "4 problems", count: 3))
        XCTAssertEqual([some.problems.count, all.problems.count], [3, 2])
        XCTAssertEqual([try week([:]).summary, some.summary, all.summary], ["4 problems", "4 problems: 1 unavoidable, 1 here or elsewhere", "4 problems: 3 unavoidable, 1 here or elsewhere"])
        XCTAssertEqual(try week([0: brief(.couldBeMet), 1: brief(.couldBeMet), 2: brief(.couldBeMet), 3: brief(.couldBeMet)]).summary, "4 problems, all could be met")
    }

    /// "1 of 2 unavoidable" of a line must be so of every date in it.
    func testLine_isOfGapsThatLackAsMany() throws {
        let brief = GapBrief(standing: .unknown, unavoidable: 1, text: "4 doctors needed, 3 available")
        let found = try problems([hole(.cover, count: 2), hole(.cover, "2026-12-01", count: 3), hole(.cover, "2026-12-02", count: 2)], [0: brief, 1: brief, 2: brief])
        XCTAssertEqual(found.map(\.tag), ["2 short, each of 2 mornings", "3 short"])
        XCTAssertEqual(found.map(\.standing?.text), ["1 of 2 unavoidable", "1 of 3 unavoidable"])
    }
}
