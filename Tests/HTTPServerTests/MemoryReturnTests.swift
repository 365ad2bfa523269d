import XCTest
@testable import HTTPServer

final class MemoryReturnTests: XCTestCase {
    func testIsDue_whenMostOfAGreatDealHasGone_once() {
        var memory = MemoryReturn()
        XCTAssertFalse(memory.isDue(bufferedBytes: 0, connections: 10))
        XCTAssertFalse(memory.isDue(bufferedBytes: 100_000_000, connections: 10))
        XCTAssertFalse(memory.isDue(bufferedBytes: 60_000_000, connections: 10), "much is still there")
        XCTAssertTrue(memory.isDue(bufferedBytes: 0, connections: 10))
        XCTAssertFalse(memory.isDue(bufferedBytes: 0, connections: 10))
        XCTAssertFalse(memory.isDue(bufferedBytes: 0, connections: 4_000))
        XCTAssertTrue(memory.isDue(bufferedBytes: 0, connections: 0))
    }

    func testIsDue_notForALittle() {
        var memory = MemoryReturn()
        XCTAssertFalse(memory.isDue(bufferedBytes: 20_000_000, connections: 100))
        XCTAssertFalse(memory.isDue(bufferedBytes: 0, connections: 0))
    }
}
