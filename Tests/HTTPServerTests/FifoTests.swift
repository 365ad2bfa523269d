import XCTest
@testable import HTTPServer

final class FifoTests: XCTestCase {
    func testPopFirst_givesInOrderThroughManyRounds() {
        var queue = Fifo<Int>()
        var next = 0, expected = 0
        for round in 0..<200 {
            queue.append(contentsOf: ArraySlice(next..<next + 50))
            next += 50
            for _ in 0..<(round < 100 ? 20 : 80) {
                guard let element = queue.popFirst() else { break }
                XCTAssertEqual(element, expected)
                expected += 1
            }
            XCTAssertEqual(queue.count, next - expected)
        }
        while let element = queue.popFirst() {
            XCTAssertEqual(element, expected)
            expected += 1
        }
        XCTAssertEqual(expected, 10_000)
        queue.append(1)
        XCTAssertEqual(queue.popFirst(), 1)
        XCTAssertNil(queue.popFirst())
    }

    func testPopFirst_keepsNothingAlive() {
        final class Load {}
        var queue = Fifo<Load>()
        weak var taken: Load?
        for _ in 0..<3 { queue.append(Load()) }
        taken = queue.popFirst()
        XCTAssertNil(taken)
        XCTAssertEqual(queue.count, 2)
    }
}
