import Civil
import XCTest

@testable import RotaDomain

/// Each rule of the format, broken alone in a good file.
final class PracticeFileReaderTests: XCTestCase {
    /// Each case: what to replace, with what, and all the problems that follow.
    private func expect(_ cases: [(String, String, [String])], file: StaticString = #filePath, line: UInt = #line) {
        for (old, new, expected) in cases {
            let found = PracticeFileFixture.problems(PracticeFileFixture.spoilt(old, new, file: file, line: line))
            XCTAssertEqual(found, expected, "\(old) → \(new)", file: file, line: line)
        }
    }

    func testRead_givesTheTypedValues() throws {
        let file = try PracticeFileReader.read(Array(PracticeFileFixture.text.utf8))
        XCTAssertEqual(file.practice.name, "Mill Lane Surgery")
        XCTAssertEqual(file.practice.open, [.mon: [.am, .pm], .tue: [.am]])
        XCTAssertEqual(file.practice.closures.map(\.iso), ["2026-12-25", "2026-12-28"])
        XCTAssertEqual(file.practice.halfClosures, [.init(date: try XCTUnwrap(Day(iso: "2026-12-24")), part: .pm)])
        XCTAssertEqual(file.practice.supervisorGroups, [.fy: "FY Supervisor"])
        XCTAssertEqual(file.clinicians.map(\.dutyBalance), [-0.5, 0, 2])
        XCTAssertEqual(file.clinicians.map(\.name), ["Dr Bronwen Ashdown-Ferreira", "Dr Zoë \"Zo\" Mbeki", "Dr Tariq Lowe"])
        XCTAssertEqual(file.terms.map(\.type), [.partner, .fy, .salaried, .locum])
        XCTAssertEqual(file.terms.map(\.fte), [62.5, nil, nil, nil])
        XCTAssertEqual(file.terms.map(\.end?.iso), [nil, "2026-12-01", nil, nil])
        XCTAssertEqual(file.terms.map(\.fixedDaysB), [nil, [.mon, .tue], nil, nil])
        XCTAssertEqual(file.terms.map(\.halfDays), [[.tue: .am], [:], [.mon: .any], [:]])
        XCTAssertEqual(file.terms.map(\.minShifts), [1.5, nil, nil, nil])
        XCTAssertEqual(file.leave.map(\.part), [.am])
        XCTAssertEqual(file.locumBookings.map(\.range.count), [2, 1])
        XCTAssertEqual(file.cover.map(\.minimum), [2, 0, 1, 0, 1, 0])
        XCTAssertEqual(file.coverOverrides.map(\.duty), [2])
        XCTAssertEqual(file.shifts.map(\.pinned), [true, false])
        XCTAssertEqual(file.protectedUntil?.iso, "2026-11-22")
    }

    func testRead_halfClosuresAreOptionalAndUnknownKeysAreLeftAlone() throws {
        let bytes = PracticeFileFixture.spoilt("\"half_closures\": [{\"date\": \"2026-12-24\", \"part\": \"pm\"}]", "\"colour\": [1, {}]")
        XCTAssertEqual(try PracticeFileReader.read(bytes).practice.halfClosures, [])
    }

    /// What is imported can be typed afterwards, as in the name that a deletion asks for.
    func testRead_takesTextsAsIfTheyHadBeenTyped() throws {
        let file = try PracticeFileReader.read(PracticeFileFixture.spoilt("\"Dr Tariq Lowe\"", "\" Dr\u{200B} Tariq Lowe\u{A0}\""))
        XCTAssertEqual(file.clinicians.map(\.name).last, "Dr Tariq Lowe")
        XCTAssertNotEqual(PracticeFileFixture.problems(PracticeFileFixture.spoilt("\"Dr Tariq Lowe\"", "\" \u{200B}\"")), [])
    }

    func testRead_keepsOneOfEachClosureAndGroup() throws {
        let file = try PracticeFileReader.read(
            PracticeFileFixture.spoilt(
                "\"closures\": [\"2026-12-25\", \"2026-12-28\"],\n    \"half_closures\": [",
                """
                "closures": ["2026-12-25", "2026-12-28", "2026-12-25"], "half_closures": [{"date": "2026-12-25", "part": "am"},
                {"date": "2027-03-03", "part": "am"}, {"date": "2027-03-03", "part": "pm"}, {"date": "2026-12-24", "part": "pm"},
                """))
        XCTAssertEqual(file.practice.closures.map(\.iso), ["2026-12-25", "2026-12-28", "2027-03-03"])
        XCTAssertEqual(file.practice.halfClosures.map(\.date.iso), ["2026-12-24"])
        let groups = try PracticeFileReader.read(PracticeFileFixture.spoilt("\"groups\": [\"FY Supervisor\"],\n", "\"groups\": [\"FY Supervisor\", \"B\", \"B\"],\n"))
        XCTAssertEqual(groups.groups, ["FY Supervisor", "B"])
    }

    func testRead_refusesWrongTypes() {
        expect([
            ("\"Mill Lane Surgery\"", "7", ["line 3, practice.name: must be a non-empty text, not 7"]),
            ("\"Mill Lane Surgery\"", "\"\"", ["line 3, practice.name: must be a non-empty text, not \"\""]),
            (
                "\"england-and-wales\"", "\"wales\"",
                ["line 4, practice.nation: must be one of england-and-wales, scotland, northern-ireland, not \"wales\""]
            ),
            ("parts\": 9", "parts\": true", ["line 5, practice.full_time_parts: must be a number of 1 or more, not true"]),
            ("parts\": 9", "parts\": 0.5", ["line 5, practice.full_time_parts: must be a number of 1 or more, not 0.5"]),
            ("parts\": 9", "parts\": 1e7", ["line 5, practice.full_time_parts: must be a number of at most 1000000, not 10000000"]),
            ("[\"2026-12-25\", \"2026-12-28\"]", "null", ["line 7, practice.closures: must be a list, not null"]),
            ("\"2026-12-28\"]", "\"2026-13-01\"]", ["line 7, practice.closures[1]: must be a date YYYY-MM-DD, not \"2026-13-01\""]),
            ("\"2026-12-28\"]", "20261228]", ["line 7, practice.closures[1]: must be a date YYYY-MM-DD, not 20261228"]),
            ("\"part\": \"pm\"}]", "\"part\": \"full\"}]", ["line 8, practice.half_closures[0].part: must be one of am, pm, not \"full\""]),
            ("{\"fy\": \"FY Supervisor\"}", "[]", ["line 11, practice.supervisor_groups: must be an object, not an empty list"]),
            ("{\"fy\": ", "{\"gp\": ", ["line 11, practice.supervisor_groups.gp: the key must be one of fy, st, not \"gp\""]),
            ("\"active\": true", "\"active\": 1", ["line 16, clinicians[0].active: must be true or false, not 1"]),
            ("\"fte\": 62.5", "\"fte\": 100.5", ["line 21, terms[0].fte: must be a number from 0 to 100, not 100.5"]),
            ("\"min_shifts\": 1.5", "\"min_shifts\": 1.25", ["line 21, terms[0].min_shifts: must be a number of 0 or more in steps of 0.5, not 1.25"]),
            ("\"leave_entitlement\": 6.5", "\"leave_entitlement\": -1", ["line 21, terms[0].leave_entitlement: must be a number of 0 or more, not -1"]),
            ("\"half_days\": {\"tue\": \"am\"}", "\"half_days\": {\"tue\": \"full\"}", ["line 21, terms[0].half_days.tue: must be one of am, pm, any, not \"full\""]),
            ("\"minimum\": 2", "\"minimum\": 1.5", ["line 34, cover[0].minimum: must be a whole number from 0 to 999, not 1.5"]),
            ("\"status\": \"approved\"", "\"status\": \"ok\"", ["line 27, leave[0].status: must be one of requested, approved, denied, cancelled, not \"ok\""]),
            ("\"pinned\": false", "\"pinned\": null", ["line 46, shifts[1].pinned: must be true or false, not null"]),
            ("\"2026-11-22\"", "\"soon\"", ["line 48, protected_until: must be a date YYYY-MM-DD, not \"soon\""]),
        ])
    }

    func testRead_acceptsNumbersThatAreEqual() throws {
        let file = try PracticeFileReader.read(PracticeFileFixture.spoilt("\"minimum\": 2,", "\"minimum\": 20e-1,"))
        XCTAssertEqual(file.cover.first?.minimum, 2)
    }

    func testRead_namesMissingKeys() {
        expect([
            ("\"name\": \"Mill Lane Surgery\",", "", ["line 2, practice.name: is missing"]),
            ("\"tue\": [\"am\"], ", "", ["line 6, practice.open.tue: is missing"]),
            ("\"supervisor\": null, ", "", ["line 21, terms[0].supervisor: is missing"]),
            ("\"fixed_days_b\": null, ", "", ["line 21, terms[0].fixed_days_b: is missing"]),
            (",\n  \"protected_until\": \"2026-11-22\"", "", ["line 1, protected_until: is missing"]),
            ("\"from\": \"2026-11-23\", \"to\": \"2026-11-24\", \"part\": \"am\"", "\"part\": \"am\"", ["line 27, leave[0].from: is missing", "line 27, leave[0].to: is missing"]),
        ])
    }

    func testRead_refusesUnknownReferences() {
        expect([
            ("{\"fy\": \"FY Supervisor\"}", "{\"fy\": \"Tutors\"}", ["line 11, practice.supervisor_groups.fy: there is no group \"Tutors\" in this file"]),
            ("\"groups\": [\"FY Supervisor\"], \"duty", "\"groups\": [\"Tutors\"], \"duty", ["line 16, clinicians[0].groups: there is no group \"Tutors\" in this file"]),
            ("[\"Mill Lane\", \"Green End\"], \"super", "[\"Mill Lane\", \"Moon\"], \"super", ["line 21, terms[0].locations: there is no location \"Moon\" in this file"]),
            ("\"supervisor\": \"bronwen\"", "\"supervisor\": \"nobody\"", ["line 22, terms[1].supervisor: there is no clinician \"nobody\" in this file"]),
            ("{\"clinician\": \"bronwen\", \"from\"", "{\"clinician\": \"nobody\", \"from\"", ["line 27, leave[0].clinician: there is no clinician \"nobody\" in this file"]),
            ("\"tariq\", \"location\": \"Green End\"", "\"tariq\", \"location\": \"Moon\"", ["line 30, locum_bookings[0].location: there is no location \"Moon\" in this file"]),
            ("{\"clinician\": \"zoë\", \"date\"", "{\"clinician\": \"Zoë\", \"date\"", ["line 46, shifts[1].clinician: there is no clinician \"Zoë\" in this file"]),
        ])
    }

    func testRead_refusesRepeats() {
        expect([
            ("[\"am\", \"pm\"]", "[\"am\", \"am\"]", ["line 6, practice.open.mon: am stands there twice"]),
            ("\"Mill Lane\", \"Green End\"],\n  \"g", "\"Mill Lane\", \"Green End\", \"Mill Lane\"],\n  \"g", ["line 13, locations: Mill Lane stands there twice"]),
            ("\"id\": \"tariq\"", "\"id\": \"bronwen\"", [
                "line 18, clinicians[2].id: \"bronwen\" is the id of clinicians[0] too", "line 24, terms[3].clinician: there is no clinician \"tariq\" in this file",
                "line 30, locum_bookings[0].clinician: there is no clinician \"tariq\" in this file",
                "line 31, locum_bookings[1].clinician: there is no clinician \"tariq\" in this file",
            ]),
            ("[\"Mill Lane\", \"Green End\"], \"super", "[\"Mill Lane\", \"Mill Lane\"], \"super", ["line 21, terms[0].locations: Mill Lane stands there twice"]),
            ("\"weekday\": \"tue\"", "\"weekday\": \"mon\"", [
                "line 33, cover: has no row for tue am at Mill Lane, which is open", "line 38, cover[4]: stands twice: cover[0] is for mon am at Mill Lane too",
            ]),
            ("\"minimum\": 3, \"duty\": 2}", "\"minimum\": 3, \"duty\": 2}, {\"date\": \"2026-12-29\", \"part\": \"am\", \"location\": \"Mill Lane\", \"minimum\": 0, \"duty\": 0}", [
                "line 42, cover_overrides[1]: stands twice: cover_overrides[0] is for 2026-12-29 am at Mill Lane too"
            ]),
            ("\"fte\": 62.5", "\"fte\": 62.5, \"fte\": 62.5", ["line 21, terms[0].fte: this key stands twice in one object"]),
        ])
    }

    func testRead_refusesDatesOutOfOrder() {
        expect([
            ("\"end\": \"2026-12-01\"", "\"end\": \"2026-08-04\"", ["line 22, terms[1].end: 4 August 2026 is before 5 August 2026, the start"]),
            ("\"to\": \"2026-11-24\", \"part\": \"am\"", "\"to\": \"2026-11-22\", \"part\": \"am\"", ["line 27, leave[0].to: 22 November 2026 is before 23 November 2026"]),
            ("\"to\": \"2026-11-30\"", "\"to\": \"2026-11-29\"", ["line 31, locum_bookings[1].to: 29 November 2026 is before 30 November 2026"]),
        ])
    }

    func testRead_refusesOverlappingTerms() {
        expect([
            ("\"end\": \"2026-12-01\"", "\"end\": \"2026-12-02\"", ["line 23, terms[2]: overlaps the clinician’s term of 5 August to 2 December 2026 (terms, entry 2)"]),
            ("\"end\": \"2026-12-01\"", "\"end\": null", ["line 23, terms[2]: overlaps the clinician’s term from 5 August 2026 (terms, entry 2)"]),
            ("\"type\": \"salaried\", \"start\": \"2026-12-02\"", "\"type\": \"salaried\", \"start\": \"2026-01-01\"", ["line 23, terms[2]: overlaps the clinician’s term of 5 August to 1 December 2026 (terms, entry 2)"]),
        ])
    }

    func testRead_refusesTermsThatContradictThemselves() {
        expect([
            ("\"supervisor\": \"bronwen\"", "\"supervisor\": null", ["line 22, terms[1].supervisor: is required for fy"]),
            ("\"supervisor\": \"bronwen\"", "\"supervisor\": \"zoë\"", ["line 22, terms[1].supervisor: a trainee cannot be their own supervisor"]),
            ("\"locations\": [\"Green End\"]", "\"locations\": []", ["line 23, terms[2].locations: must hold at least one location"]),
            ("\"fte\": 62.5", "\"fte\": null", ["line 21, terms[0].fte: is required for a partner"]),
            ("\"must_work\": [\"mon\"]", "\"must_work\": [\"mon\", \"fri\"]", ["line 21, terms[0].must_work: shares fri with cannot_work"]),
            ("\"max_shifts\": 4", "\"max_shifts\": 1", ["line 21, terms[0].min_shifts: 1.5 is above max_shifts, 1"]),
            ("\"locations\": [], \"supervisor\": null, \"fte\": null, \"fixed_days\": [], \"fixed_days_b\": null, \"half_days\": {}",
                "\"locations\": [], \"supervisor\": null, \"fte\": null, \"fixed_days\": [], \"fixed_days_b\": null, \"half_days\": {\"mon\": \"am\"}",
                ["line 24, terms[3].half_days: a locum has none"]),
        ])
    }

    func testRead_refusesALocumAtTwoLocationsOnOneDay() {
        expect([
            ("\"to\": \"2026-11-24\", \"part\": \"full\"", "\"to\": \"2026-12-24\", \"part\": \"am\"", [
                "line 31, locum_bookings[1]: tariq is booked at two locations on 2026-11-30: Mill Lane, and by locum_bookings[0] at Green End"
            ])
        ])
    }

    func testRead_refusesShiftsThatShareAPartUnlessAllowed() throws {
        let bytes = PracticeFileFixture.spoilt("{\"clinician\": \"zoë\", \"date\"", "{\"clinician\": \"bronwen\", \"date\"")
        XCTAssertEqual(PracticeFileFixture.problems(bytes), ["line 46, shifts[1]: shares the pm of 2026-11-23 with shifts[0] of the same clinician"])
        XCTAssertEqual(try PracticeFileReader.read(bytes, sharedPartsAllowed: true).shifts.count, 2)
    }

    func testRead_refusesAnEmptyListOfLocations() {
        let found = PracticeFileFixture.problems(PracticeFileFixture.spoilt("\"locations\": [\"Mill Lane\", \"Green End\"],\n", "\"locations\": [],\n"))
        XCTAssertEqual(found.first, "line 13, locations: must hold at least one location")
    }

    func testRead_anUnreadableListOfNamesBringsNoFurtherProblems() {
        expect([
            ("\"locations\": [\"Mill Lane\", \"Green End\"],\n", "\"locations\": 4,\n", ["line 13, locations: must be a list, not 4"]),
            ("\"groups\": [\"FY Supervisor\"],\n", "\"groups\": null,\n", ["line 14, groups: must be a list, not null"]),
            ("\"weekday\": \"tue\"", "\"weekday\": \"dienstag\"", ["line 38, cover[4].weekday: must be one of mon, tue, wed, thu, fri, sat, sun, not \"dienstag\""]),
        ])
    }

    func testRead_refusesAbsurdTextsAndDates() {
        let long = String(repeating: "é", count: 201)
        expect([
            ("Mill Lane Surgery", long, ["line 3, practice.name: must be 200 characters or fewer, not 201"]),
            ("Dr Tariq Lowe", "Dr\\u0007 Lowe", ["line 18, clinicians[2].name: must not hold line breaks or other control characters, as \"Dr\\u0007 Lowe\" does"]),
            ("\"2026-12-25\"", "\"1899-12-31\"", ["line 7, practice.closures[0]: must be a date in the years 1900 to 2200, not \"1899-12-31\""]),
            ("\"start\": \"2026-01-05\"", "\"start\": \"0001-01-01\"", ["line 21, terms[0].start: must be a date in the years 1900 to 2200, not \"0001-01-01\""]),
            ("\"end\": null", "\"end\": \"2201-01-01\"", ["line 21, terms[0].end: must be a date in the years 1900 to 2200, not \"2201-01-01\""]),
        ])
    }

    func testRead_saysNoControlCharacters() {
        let problems = PracticeFileFixture.problems(PracticeFileFixture.spoilt("\"Green End\"],", "\"Green\\u0000 End\"],"))
        XCTAssertTrue(problems.contains { $0.hasSuffix("has no row for mon am at Green\u{FFFD} End, which is open") }, "\(problems)")
        XCTAssertFalse(problems.contains { $0.utf8.contains(0) })
    }

    func testRead_saysLittleAboutAnAbsurdlyLongName() throws {
        let name = String(repeating: "x", count: 100_000)
        let text = String(decoding: PracticeFileFixture.spoilt("{\"id\": \"tariq\"", "{\"id\": \"\(name)\""), as: UTF8.self)
        let problems = PracticeFileFixture.problems(Array(text.replacing("\"clinician\": \"tariq\"", with: "\"clinician\": \"\(name)\"").replacing("11-30", with: "11-24").utf8))
        XCTAssertTrue(problems.contains { $0.contains("is booked at two locations") }, "\(problems)")
        XCTAssertTrue(problems.allSatisfy { $0.utf8.count < 1_000 })
    }

    func testRead_refusesTooManyRecords() {
        let clinicians = (0..<2001).map { "{\"id\": \"c\($0)\", \"name\": \"C\", \"active\": true, \"groups\": [], \"duty_balance\": 0}" }
        let found = PracticeFileFixture.problems(
            PracticeFileFixture.spoilt("{\"id\": \"bronwen\"", clinicians.joined(separator: ",\n") + ",\n{\"id\": \"bronwen\""))
        XCTAssertEqual(found, ["line 15, clinicians: holds 2004, which is more than the 2000 that a file may hold"])
        let shifts = PracticeFileFixture.spoilt("\"shifts\": [", "\"shifts\": [" + String(repeating: "0,", count: 200_000))
        XCTAssertEqual(PracticeFileFixture.problems(shifts), ["line 44, shifts: holds 200002, which is more than the 200000 that a file may hold"])
    }

    func testRead_listsEveryProblemInTheOrderOfTheLines() {
        var text = String(decoding: PracticeFileFixture.spoilt("parts\": 9", "parts\": \"9\""), as: UTF8.self)
        for (old, new) in [("\"fte\": 62.5", "\"fte\": -1"), ("\"tariq\", \"location\": \"Mill Lane\"", "\"tariq\", \"location\": 5"), ("\"duty_balance\": 2", "\"duty_balance\": null")] {
            text = text.replacingOccurrences(of: old, with: new)
        }
        XCTAssertEqual(
            PracticeFileFixture.problems(Array(text.utf8)),
            [
                "line 5, practice.full_time_parts: must be a number of 1 or more, not \"9\"", "line 18, clinicians[2].duty_balance: must be a number, not null",
                "line 21, terms[0].fte: must be a number from 0 to 100, not -1", "line 31, locum_bookings[1].location: must be a non-empty text, not 5",
            ])
    }

    func testRead_listsFiveHundredProblemsAndCountsTheRest() {
        let bytes = PracticeFileFixture.spoilt("\"shifts\": [", "\"shifts\": [" + String(repeating: "0,\n", count: 700))
        let found = PracticeFileFixture.problems(bytes)
        XCTAssertEqual(found.count, 501)
        XCTAssertEqual(found.first, "line 44, shifts[0]: must be an object, not 0")
        XCTAssertEqual(found.last, "and 200 more")
    }

    func testRead_textThatIsNoJSONIsOneProblem() {
        XCTAssertEqual(PracticeFileFixture.problems(Array("{\"practice\":".utf8)), ["line 1, column 13: is not JSON: the file ends where a value should stand"])
        XCTAssertEqual(PracticeFileFixture.problems(Array("[]".utf8)), ["the file: is not a practice file: it does not begin with {"])
        XCTAssertEqual(PracticeFileFixture.problems([]), ["line 1, column 1: is not JSON: the file ends where a value should stand"])
    }
}
