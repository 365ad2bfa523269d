import Civil
import XCTest

@testable import RotaDomain

final class PracticeFileWriterTests: XCTestCase {
    private func fixture() throws -> PracticeFile { try PracticeFileReader.read(Array(PracticeFileFixture.text.utf8)) }

    private func text(_ file: PracticeFile) -> String { String(decoding: PracticeFileWriter.write(file), as: UTF8.self) }

    func testWrite_ofTheFixtureIsTheFixture() throws {
        XCTAssertEqual(text(try fixture()), PracticeFileFixture.text)
    }

    func testWrite_isReadBackEqualAndWrittenAgainTheSame() throws {
        var file = try fixture()
        file.practice.name = "Tŷ \"Mawr\" \\ Surgery / \u{2028}😀"
        file.practice.open = [.sun: [.pm]]
        file.cover = ["Mill Lane", "Green End"].map { .init(weekday: .sun, part: .pm, location: $0, minimum: 999, duty: 0) }
        file.terms[0].leaveEntitlement = 0.1
        file.terms[0].halfDays = [.sun: .pm, .mon: .any, .wed: .am]
        file.practice.supervisorGroups = [:]
        file.leave = []
        file.protectedUntil = nil
        let bytes = PracticeFileWriter.write(file)
        let again = try PracticeFileReader.read(bytes)
        XCTAssertEqual(again, file)
        XCTAssertEqual(PracticeFileWriter.write(again), bytes)
    }

    func testWrite_leavesHalfClosuresOutWhenThereAreNone() throws {
        var file = try fixture()
        file.practice.halfClosures = []
        XCTAssertFalse(text(file).contains("half_closures"))
    }

    func testWrite_emptyListsStandOnOneLine() {
        let file = PracticeFile(practice: .init(name: "New", nation: .scotland, fullTimeParts: 10, open: [:]), locations: ["Here"])
        XCTAssertEqual(
            text(file),
            """
            {
              "practice": {
                "name": "New",
                "nation": "scotland",
                "full_time_parts": 10,
                "open": {"mon": [], "tue": [], "wed": [], "thu": [], "fri": [], "sat": [], "sun": []},
                "closures": [],
                "duty_span": "day",
                "counts_towards_minimum": ["partner", "salaried", "locum", "st"],
                "supervisor_groups": {}
              },
              "locations": ["Here"],
              "groups": [],
              "clinicians": [],
              "terms": [],
              "leave": [],
              "locum_bookings": [],
              "cover": [],
              "cover_overrides": [],
              "shifts": [],
              "protected_until": null
            }

            """)
        XCTAssertEqual(try PracticeFileReader.read(PracticeFileWriter.write(file)), file)
    }

    func testRotaWrite_ordersShiftsAndIsReadBack() throws {
        let practice = try fixture()
        let monday = try XCTUnwrap(Day(iso: "2026-11-23"))
        func shift(_ clinician: String, _ days: Int, _ span: Span) -> PracticeFile.Shift {
            .init(clinician: clinician, date: monday + days, span: span, kind: .standard, location: "Mill Lane")
        }
        let sorted = [shift("bronwen", 0, .am), shift("bronwen", 0, .pm), shift("tariq", 0, .full), shift("zoë", 0, .full), shift("bronwen", 1, .full)]
        let bytes = RotaFileWriter.write(RotaFile(range: DayRange(weekOf: monday), shifts: sorted.reversed()))
        XCTAssertEqual(try RotaFileReader.read(bytes, for: practice), RotaFile(range: DayRange(weekOf: monday), shifts: sorted))
        XCTAssertTrue(
            String(decoding: bytes, as: UTF8.self).hasPrefix(
                """
                {
                  "from": "2026-11-23",
                  "to": "2026-11-29",
                  "shifts": [
                    {"clinician": "bronwen", "date": "2026-11-23", "span": "am", "kind": "standard", "location": "Mill Lane", "pinned": false},

                """))
    }
}
