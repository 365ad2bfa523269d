import Civil
import XCTest

@testable import RotaDomain

/// B11: what an import would add to what is there, in numbers and in words.
final class PracticeFileMergeTests: XCTestCase {
    private let demo = DemoPractice.file(startingOn: Day(number: 20_786))

    private func count(_ kind: String, _ merge: PracticeFileMerge) throws -> PracticeFileMerge.Count { try XCTUnwrap(merge.counts.first { $0.kind == kind }) }

    func testIntoNothing_addsEverythingAndNamesEverySetting() throws {
        let merge = PracticeFileMerge(demo, into: nil)
        XCTAssertFalse(merge.isEmpty)
        XCTAssertEqual(merge.settings.map(\.what), PracticeFileWords.settings(demo).map(\.what))
        XCTAssertTrue(merge.settings.allSatisfy { $0.from == "not set" })
        XCTAssertEqual(try count("Clinicians", merge).added, demo.clinicians.count)
        XCTAssertEqual(try count("Shifts", merge).entries.count, min(demo.shifts.count, PracticeFileMerge.mostListed))
    }

    func testIntoTheSame_isEmpty() {
        let merge = PracticeFileMerge(demo, into: demo)
        XCTAssertTrue(merge.isEmpty)
        XCTAssertTrue(merge.counts.allSatisfy { $0.entries.isEmpty })
    }

    func testProtectedUntil_isASetting() {
        var file = demo
        file.protectedUntil = Day(number: 20_800)
        let merge = PracticeFileMerge(file, into: demo)
        XCTAssertFalse(merge.isEmpty)
        XCTAssertEqual(merge.settings.map(\.what), ["Protected until"])
        XCTAssertEqual(merge.settings.map(\.to), [Day(number: 20_800).words])
    }

    func testCover_saysWhatItReplaces() throws {
        var file = demo
        file.cover[0].minimum += 3
        let (new, old) = (file.cover[0], demo.cover[0])
        let found = try count("Cover requirements", PracticeFileMerge(file, into: demo))
        XCTAssertEqual([found.added, found.changed, found.unchanged], [0, 1, demo.cover.count - 1])
        let words = "\(CoverNeed(minimum: new.minimum, duty: new.duty).words), now \(CoverNeed(minimum: old.minimum, duty: old.duty).words)"
        XCTAssertEqual(found.entries.count, 1)
        XCTAssertTrue(try XCTUnwrap(found.entries.first).hasSuffix(words), found.entries.joined())
    }

    func testWords_nameTheClinicianAndThePart() {
        let file = PracticeFile(
            practice: demo.practice, locations: ["Main"], clinicians: [PracticeFile.Clinician(id: "amara", name: "Dr Amara Okafor", active: false, groups: ["FY Supervisor"])])
        let words = PracticeFileWords(file)
        let day = Day(number: 20_788)
        XCTAssertEqual(words.clinician(file.clinicians[0]), "Dr Amara Okafor (amara), FY Supervisor, inactive")
        XCTAssertEqual(
            words.term(PracticeFile.Term(clinician: "amara", type: .partner, start: day, locations: ["Main"])), "Dr Amara Okafor: Partner, from 1 December 2026")
        XCTAssertEqual(
            words.leave(PracticeFile.Leave(clinician: "amara", range: DayRange(day), part: .pm, status: .requested)),
            "Dr Amara Okafor: \(LeaveType.label(of: "annual")), 1 December 2026, afternoon, requested")
        XCTAssertEqual(
            words.shift(PracticeFile.Shift(clinician: "amara", date: day, span: .am, kind: .duty, location: "Main", pinned: true)),
            "Dr Amara Okafor: Tuesday 1 December 2026, morning, Duty, Main, pinned")
    }
}
