import Civil
import XCTest

final class TimeInputTests: XCTestCase {
    func testTyped_isReadAsPeopleWriteIt() {
        let table = [
            "8:30am": "08:30", "08:30": "08:30", "8.30": "08:30", " 8:30 AM ": "08:30", "2pm": "14:00", "14:00": "14:00", "12am": "00:00", "12pm": "12:00", "midday": "12:00", "Noon": "12:00",
            "midnight": "00:00", "8": "08:00", "23:59": "23:59", "12:45pm": "12:45",
        ]
        for (text, time) in table { XCTAssertEqual(TimeOfDay(typed: text)?.iso, time, text) }
    }

    func testRubbish_isNoTime() {
        for text in ["", "am", "m", "25:00", "8:60", "8:5", "13pm", "0am", "8:30:00", "8h", "-8", "٨:٣٠", "8,30", "888", "8:30xm", "pm8", ":30", "8:"] {
            XCTAssertNil(TimeOfDay(typed: text), text)
        }
    }
}
