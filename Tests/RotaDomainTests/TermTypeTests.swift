import XCTest
@testable import RotaDomain

final class TermTypeTests: XCTestCase {
    func testLeaveUnit_isWeeksForPartnersOnly() {
        XCTAssertEqual(TermType.allCases.filter { $0.leaveUnit == .weeks }, [.partner])
    }

    func testTrainees_areFYAndST() {
        XCTAssertEqual(TermType.allCases.filter(\.isTrainee), [.fy, .st])
    }
}
