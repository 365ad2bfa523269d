import XCTest
@testable import RotaBench

final class ShiftInstanceTests: XCTestCase {
    static func fixture(_ name: String) throws -> String {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let url = tests.appendingPathComponent("Bench/nrp/\(name).txt")
        return try String(contentsOf: url, encoding: .utf8)
    }

    private let small = """
        SECTION_HORIZON
        7
        SECTION_SHIFTS
        E,480,
        N,600,E
        SECTION_STAFF
        A,E=7|N=2,3000,480,5,2,2,1
        B,E=7,3000,0,5,1,1,1
        SECTION_DAYS_OFF
        A,0,3
        SECTION_SHIFT_ON_REQUESTS
        A,1,N,2
        SECTION_SHIFT_OFF_REQUESTS
        B,2,E,3
        SECTION_COVER
        0,E,1,100,1
        """

    func testRead_takesEverySection() throws {
        let instance = try ShiftInstanceReader.read(small)
        XCTAssertEqual(instance.days, 7)
        XCTAssertEqual(instance.shifts, [.init(id: "E", minutes: 480), .init(id: "N", minutes: 600, blocks: [0])])
        XCTAssertEqual(
            instance.staff,
            [
                .init(id: "A", maximum: [7, 2], maxMinutes: 3000, minMinutes: 480, maxRun: 5, minRun: 2, minDaysOff: 2, maxWeekends: 1, daysOff: [0, 3]),
                .init(id: "B", maximum: [7, 0], maxMinutes: 3000, minMinutes: 0, maxRun: 5, minRun: 1, minDaysOff: 1, maxWeekends: 1),
            ])
        XCTAssertEqual(
            instance.requests, [.init(member: 0, day: 1, shift: 1, weight: 2, isOn: true), .init(member: 1, day: 2, shift: 0, weight: 3, isOn: false)])
        XCTAssertEqual(instance.cover, [.init(day: 0, shift: 0, required: 1, under: 100, over: 1)])
    }

    func testRead_isTheSameWithCarriageReturnsCommentsAndAMark() throws {
        let dressed = "\u{FEFF}# a comment\r\n" + small.split(separator: "\n").map { "\($0) \r\n\r\n" }.joined()
        XCTAssertEqual(try ShiftInstanceReader.read(dressed), try ShiftInstanceReader.read(small))
    }

    func testRead_namesTheLineOfAFault() {
        for (change, what) in [
            (("A,1,N,2", "A,1,X,2"), "line 12: there is no shift X"), (("A,1,N,2", "A,9,N,2"), "line 12: day 9 is beyond the horizon of 7"),
            (("N,600,E", "N,600,Q"), "line 5: there is no shift Q"), (("N,600,E", "E,600,"), "line 5: shift E is there twice"),
            (("B,E=7,3000", "A,E=7,3000"), "line 8: A is there twice"), (("A,0,3", "C,0"), "line 10: there is nobody called C"),
            (("0,E,1,100,1", "0,E,1,100"), "line 16: 5 fields are needed, not 4"), (("480,\n", "soon,\n"), "line 4: “soon” is not a whole number"),
            (("SECTION_COVER", "SECTION_ELSE"), "line 16: is in no known section"),
        ] {
            XCTAssertThrowsError(try ShiftInstanceReader.read(small.replacingOccurrences(of: change.0, with: change.1))) {
                XCTAssertEqual("\($0)", what)
            }
        }
        XCTAssertThrowsError(try ShiftInstanceReader.read("")) { XCTAssertEqual("\($0)", "a horizon, shifts and staff are needed") }
    }

    func testRead_refusesNumbersBeyondMemoryAndSums() {
        for (change, what) in [
            (("0,E,1,100,1", "0,E,1000000000,1000000000,1"), "too large to be added up"), (("A,1,N,2", "A,1,N,1000000000"), nil),
            (("\n7\n", "\n100000000\n"), "do not fit into the memory"), (("N,600,E", "N,999999999,E"), "do not fit into the memory"),
            (("B,E=7,3000,0,5,1,1,1", "B,E=7,3000,0,1000000000,1000000000,1000000000,1000000000"), nil),
        ] as [((String, String), String?)] {
            let text = small.replacingOccurrences(of: change.0, with: change.1)
            XCTAssertNotEqual(text, small)
            do throws(ShiftInstanceReader.Fault) {
                _ = try ShiftInstanceReader.read(text)
                XCTAssertNil(what, change.1)
            } catch {
                XCTAssertTrue(what.map { error.description.contains($0) } ?? false, "\(change.1): \(error)")
            }
        }
    }
}
