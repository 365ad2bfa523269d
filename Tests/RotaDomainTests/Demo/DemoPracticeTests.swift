import Civil
import XCTest

@testable import RotaDomain

final class DemoPracticeTests: XCTestCase {
    private func file(_ monday: String) throws -> PracticeFile { DemoPractice.file(startingOn: try XCTUnwrap(Day(iso: monday))) }

    func testFile_isAGoodPracticeFileFromAnyMonday() throws {
        var monday = try XCTUnwrap(Day(iso: "2025-01-06"))
        while monday.year < 2029 {
            let file = DemoPractice.file(startingOn: monday)
            let read = try PracticeFileReader.read(PracticeFileWriter.write(file))
            XCTAssertEqual(read, file, monday.iso)
            monday = monday + 35
        }
    }

    func testFile_isTheSameEachTimeAndFromAnyDayOfTheWeek() throws {
        XCTAssertEqual(try file("2026-11-23"), try file("2026-11-29"))
    }

    func testFile_holdsWhatADemonstrationShows() throws {
        let file = try file("2026-11-23")
        XCTAssertEqual(file.clinicians.count, 18)
        XCTAssertEqual(file.clinicians.filter { !$0.active }.count, 1)
        XCTAssertEqual(file.locations.count, 2)
        XCTAssertEqual(Set(file.terms.map(\.type)), Set(TermType.allCases))
        XCTAssertEqual(Set(file.leave.map(\.status)), Set(LeaveStatus.allCases))
        XCTAssertEqual(Set(file.leave.map(\.part)), Set(Span.allCases))
        XCTAssertTrue(file.terms.contains { $0.fixedDaysB != nil })
        XCTAssertTrue(file.clinicians.contains { !$0.name.utf8.allSatisfy { $0 < 0x80 } })
        XCTAssertGreaterThan(file.clinicians.map(\.name.count).max() ?? 0, 40)
        let magnus = file.terms.filter { $0.clinician == "magnus-tulloch" }
        XCTAssertEqual(magnus.map(\.type), [.salaried, .partner])
        XCTAssertEqual(magnus.first?.end, magnus.last.map { $0.start - 1 })
        XCTAssertEqual(file.practice.closures.map(\.iso), ["2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29", "2027-04-08", "2027-05-03"])
        XCTAssertFalse(file.locumBookings.isEmpty)
        XCTAssertTrue(file.coverOverrides.contains { $0.duty == 2 })
    }

    func testLeave_isSpreadOut() throws {
        let file = try file("2026-11-23")
        for monday in DemoPractice.range(startingOn: try XCTUnwrap(Day(iso: "2026-11-23"))).wholeWeeks {
            let away = file.leave.filter { $0.status == .approved && $0.range.contains(monday) && $0.range.contains(monday + 4) }
            XCTAssertLessThanOrEqual(away.count, 4, monday.iso)
        }
        let christmas = try XCTUnwrap(Day(iso: "2026-12-21"))
        XCTAssertTrue(file.leave.contains { $0.range.contains(christmas) })
        for leave in file.leave {
            XCTAssertTrue(file.terms.contains { $0.clinician == leave.clinician && $0.covers(leave.range.first) && $0.covers(leave.range.last) }, "\(leave)")
        }
    }
}
