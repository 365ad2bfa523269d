import XCTest
@testable import HTTPServer

final class CrowdTests: XCTestCase {
    func testEnter_countsEachAddressOfVersion4() {
        let crowd = Crowd(limit: 2)
        XCTAssertTrue(crowd.enter("192.0.2.1"))
        XCTAssertTrue(crowd.enter("192.0.2.1"))
        XCTAssertFalse(crowd.enter("192.0.2.1"))
        XCTAssertTrue(crowd.enter("192.0.2.2"))
        crowd.leave("192.0.2.1")
        XCTAssertTrue(crowd.enter("192.0.2.1"))
    }

    func testEnter_countsANetworkOfVersion6AsOne() {
        let crowd = Crowd(limit: 2)
        XCTAssertTrue(crowd.enter("2001:db8:0:1::1"))
        XCTAssertTrue(crowd.enter("2001:db8:0:1:ffff::2"))
        XCTAssertFalse(crowd.enter("2001:db8::1:0:0:0:3"))
        XCTAssertTrue(crowd.enter("2001:db8:0:2::1"))
        crowd.leave("2001:db8:0:1::9")
        XCTAssertTrue(crowd.enter("2001:db8:0:1::3"))
    }

    func testLeave_letsPassWhoNeverEntered() {
        let crowd = Crowd(limit: 1)
        crowd.leave("unix")
        XCTAssertTrue(crowd.enter("unix"))
        XCTAssertFalse(crowd.enter("unix"))
    }
}
