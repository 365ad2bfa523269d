import XCTest

@testable import RotaWeb

final class NumbersTests: XCTestCase {
    func testDecimal_readsWhatPeopleType() {
        for (text, value) in ["20.5": 20.5, " 60 % ": 60, "+0.5": 0.5, "\u{2212}1": -1, "-1": -1, "8.50": 8.5, ".5": 0.5, "5.": 5, "20.5 days": 20.5] {
            XCTAssertEqual(Numbers.decimal(text), value, text)
        }
        for text in ["", ".", "1.2.3", "1,5", "1e3", "nan", "inf", "0x10", "--1", "½", "1000001", String(repeating: "9", count: 21), "٣"] {
            XCTAssertNil(Numbers.decimal(text), text)
        }
    }

    func testWhole_keepsToItsRange() {
        XCTAssertEqual(Numbers.whole(" 52 ", in: 0...52), 52)
        for text in ["53", "-1", "+1", "1.0", "", "9999999999"] { XCTAssertNil(Numbers.whole(text, in: 0...52), text) }
    }

    func testWords_areThoseOfTheValue() {
        XCTAssertEqual([20, 20.5, 0.25, -3].map(Numbers.words), ["20", "20.5", "0.25", "-3"])
        XCTAssertEqual([0.5, -1].map(Numbers.signed), ["+0.5", "\u{2212}1"])
        XCTAssertEqual([8.25, 8.256].map(Numbers.isHundredths), [true, false])
        XCTAssertEqual([8.5, 8.25].map(Numbers.isHalfStep), [true, false])
    }
}
