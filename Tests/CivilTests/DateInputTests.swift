import XCTest

@testable import Civil

final class DateInputTests: XCTestCase {
    private func input(_ day: String, _ month: String, _ year: String) -> DateInput { DateInput(day: day, month: month, year: year) }

    func testInit_acceptsNumbersNamesAndStraySpaces() throws {
        let expected = DateInput.day(try XCTUnwrap(Day(iso: "2027-03-27")))
        for (day, month, year) in [
            ("27", "3", "2027"), (" 27 ", "03", "2027\t"), ("27", "March", "2027"), ("27", "mar", "2027"), ("27.", "MARCH", "20 27"), ("27", "Marc", "2027"),
            ("2\u{200B}7", "3\u{A0}", "\u{FEFF}2027"),
        ] {
            XCTAssertEqual(input(day, month, year), expected, "\(day) \(month) \(year)")
        }
        XCTAssertEqual(input("1", "sept", "2027").value?.iso, "2027-09-01")
        XCTAssertEqual(input("29", "2", "2028").value?.iso, "2028-02-29")
    }

    func testInit_namesWhatIsMissing() {
        XCTAssertEqual(input("", " ", ""), .empty)
        XCTAssertEqual(input("27", "", "2027"), .missing([.month]))
        XCTAssertEqual(input("", "", "2027"), .missing([.day, .month]))
        XCTAssertEqual(input("x", "", ""), .missing([.month, .year]))
    }

    func testInit_namesWhatIsImpossible() {
        XCTAssertEqual(input("32", "3", "2027"), .impossible([.day]))
        XCTAssertEqual(input("27", "13", "27"), .impossible([.month, .year]))
        XCTAssertEqual(input("30", "feb", "2027"), .impossible([.day]))
        XCTAssertEqual(input("29", "2", "2027"), .impossible([.day]))
        XCTAssertEqual(input("27", "ma", "2027"), .impossible([.month]))
        XCTAssertEqual(input("27", "marches", "2027"), .impossible([.month]))
        XCTAssertEqual(input("0", "0", "0000"), .impossible([.day, .month, .year]))
        XCTAssertEqual(input("+1", "-3", "99999"), .impossible([.day, .month, .year]))
        XCTAssertEqual(input("２７", "3", "2027"), .impossible([.day]))
        XCTAssertEqual(input(String(repeating: "9", count: 400), "3", "2027"), .impossible([.day]))
    }

    func testProblem_saysItInTheDesignSystemsWords() {
        XCTAssertEqual(input("", "", "").problem("Start date"), "Enter the start date")
        XCTAssertEqual(input("27", "", "2027").problem("Start date"), "Start date must include a month")
        XCTAssertEqual(input("27", "", "").problem("Start date"), "Start date must include a month and year")
        XCTAssertEqual(input("27", "3", "27").problem("Start date"), "Start date must include a year of 4 numbers")
        XCTAssertEqual(input("30", "2", "2027").problem("End date"), "End date must be a real date")
        XCTAssertNil(input("27", "3", "2027").problem("End date"))
    }

    func testFirstWrong_isWhereTheSummaryLinks() {
        XCTAssertEqual(input("", "", "").firstWrong, .day)
        XCTAssertEqual(input("27", "", "").firstWrong, .month)
        XCTAssertEqual(input("27", "3", "x").firstWrong, .year)
        XCTAssertNil(input("27", "3", "2027").firstWrong)
    }

    func testText_readsOneField() {
        for text in ["27 3 2027", "27/03/2027", "27-3-2027", "2027-03-27", "Sat 27 March 2027", "saturday 27 mar 2027", "27.3.2027", "27 March, 2027"] {
            XCTAssertEqual(DateInput(text: text).value?.iso, "2027-03-27", text)
        }
        XCTAssertEqual(DateInput(text: " "), .empty)
        XCTAssertEqual(DateInput(text: "27 March"), .missing([.year]))
        XCTAssertEqual(DateInput(text: "27"), .missing([.month, .year]))
        XCTAssertEqual(DateInput(text: "27 3 2027 1"), .impossible([.day, .month, .year]))
    }
}
