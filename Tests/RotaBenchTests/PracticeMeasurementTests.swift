import Civil
import RotaDomain
import XCTest
@testable import RotaBench

final class PracticeMeasurementTests: XCTestCase {
    private static let riverside = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Bench/practices/riverside.json")

    private final class Said: @unchecked Sendable {
        // Written by the one thread that runs the program.
        var lines: [String] = []
    }

    private func run(_ arguments: [String]) -> (status: Int32, lines: [String]) {
        let said = Said()
        return (BenchProgram(arguments, say: { said.lines.append($0) }, answer: { said.lines.append($0) }).run(), said.lines)
    }

    /// Every line that `make bench` looks for, with the number of what was tried.
    func testRun_saysHowLongEverythingTook() {
        let (status, lines) = run(["practice", Self.riverside.path, "--from", "2026-11-30", "--to", "2026-12-27", "--steps", "20000", "--trials", "2"])
        XCTAssertEqual(status, 0, lines.joined(separator: "\n"))
        let number = #"\d+\.\d{3}"#, times = "median-ms \(number) worst-ms \(number) of"
        let expected = [
            "first seconds \(number) ratio \(number)", "good seconds \(number)", #"final seconds \#(number) steps 20000 score \#(number)"#,
            #"mend-ill \#(times) 2 changed [1-9]\d*"#, #"mend-leave \#(times) 2 changed [1-9]\d*"#, #"mend-term \#(times) 2 changed [1-9]\d*"#,
            #"mend-pin \#(times) 2 changed [1-9]\d*"#, "explainer \(times) 2", #"rank-cover \#(times) 16 candidates [1-9]\d*"#,
            #"explanation \#(times) 16 others [1-9]\d*"#,
        ]
        XCTAssertEqual(lines.count, expected.count, lines.joined(separator: "\n"))
        for (line, pattern) in zip(lines, expected) { XCTAssertNotNil(line.range(of: "^\(pattern)$", options: .regularExpression), line) }
    }

    func testRun_refusesWhatIsNotValid() {
        for (arguments, said) in [
            (["practice"], "usage"), (["practice", Self.riverside.path, "--to", "2026-12-01"], "--from is needed"), (["practice", "/none", "--from", "2026-12-01", "--to", "2026-12-01"], "/none can't be read"),
            (["practice", Self.riverside.path, "--from", "2026-12-02", "--to", "2026-12-01"], "no range of dates"), (["practice", #filePath, "--from", "2026-12-01", "--to", "2026-12-01"], "PracticeMeasurementTests.swift"),
        ] {
            let result = run(arguments)
            XCTAssertEqual(result.status, 2)
            XCTAssertTrue(result.lines.joined().contains(said), result.lines.joined())
        }
    }

    /// What each change is by way of Dr Okafor's Monday.
    func testChanges_areWhatTheirNamesSay() throws {
        let practice = try PracticeFileReader.read([UInt8](Data(contentsOf: Self.riverside)))
        let term = try XCTUnwrap(practice.terms.first { $0.type == .partner && $0.duty && $0.end == nil })
        let monday = try XCTUnwrap(Day(iso: "2027-01-18"))
        let shift = PracticeFile.Shift(clinician: term.clinician, date: monday, span: .full, kind: .standard, location: term.locations[0])
        for kind in PracticeChange.allCases {
            XCTAssertEqual(kind.candidates([shift], in: practice), [shift])
            let changed = kind.applied(to: practice, shift)
            XCTAssertEqual(changed.leave.count - practice.leave.count, [.ill, .leave].contains(kind) ? 1 : 0)
            XCTAssertEqual(changed.leave.last?.range, kind == .ill ? DayRange(monday) : kind == .leave ? DayRange(weekOf: monday) : practice.leave.last?.range)
            XCTAssertEqual(changed.shifts.filter { $0.clinician == shift.clinician && $0.date == monday && $0.pinned && $0.kind == .duty }.count, kind == .pin ? 1 : 0)
            XCTAssertEqual(changed.terms.count - practice.terms.count, kind == .term ? 1 : 0)
        }
        let next = try XCTUnwrap(PracticeChange.term.applied(to: practice, shift).terms.last)
        XCTAssertEqual(next.start, monday)
        XCTAssertTrue(next.cannotWork.contains(.mon))
    }
}
