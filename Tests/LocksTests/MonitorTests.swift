import Foundation
import XCTest

@testable import Locks

final class MonitorTests: XCTestCase {
    func testWait_isWokenByAChange() {
        let monitor = Monitor(0), ended = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            XCTAssertEqual(monitor.wait { $0 == 3 ? "three" : nil }, "three")
            ended.signal()
        }
        for _ in 1...3 { monitor.change { $0 += 1 } }
        XCTAssertEqual(ended.wait(timeout: .now() + 20), .success)
    }

    func testWait_oneIsWokenForOneThing() {
        let things = Monitor(0), taken = DispatchSemaphore(value: 0)
        for _ in 1...4 {
            Thread.detachNewThread {
                things.wait { count -> Void? in
                    guard count > 0 else { return nil }
                    count -= 1
                    return ()
                }
                taken.signal()
            }
        }
        for _ in 1...4 {
            things.withLock { $0 += 1 }
            things.wakeOne()
            XCTAssertEqual(taken.wait(timeout: .now() + 20), .success)
        }
        XCTAssertEqual(things.withLock { $0 }, 0)
    }

    func testWaitAtMost_givesUpWhenTheTimeIsOver_andAsksOnceMore() {
        let monitor = Monitor(0), begun = ContinuousClock.now
        XCTAssertNil(monitor.wait(atMost: .milliseconds(60)) { $0 == 1 ? true : nil })
        XCTAssertGreaterThanOrEqual(begun.duration(to: .now), .milliseconds(59))
        var asked = 0
        XCTAssertEqual(
            monitor.wait(atMost: .zero) { _ in
                asked += 1
                return asked == 2 ? "at last" : nil
            }, "at last")
    }

    func testWaitAtMost_crossesAWholeSecond() {
        // The nanoseconds of now and of the wait together are more than a second, whatever the time.
        let monitor = Monitor(0), begun = ContinuousClock.now
        XCTAssertNil(monitor.wait(atMost: .nanoseconds(999_999_999)) { _ in Never?.none })
        XCTAssertGreaterThanOrEqual(begun.duration(to: .now), .milliseconds(999))
        XCTAssertLessThan(begun.duration(to: .now), .seconds(20))
    }

    func testWithLock_keepsOthersOut_andLetsErrorsThrough() {
        struct Failure: Error {}
        let monitor = Monitor(0)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            for _ in 0..<1_000 { monitor.withLock { $0 += 1 } }
        }
        XCTAssertEqual(monitor.withLock { $0 }, 8_000)
        XCTAssertThrowsError(try monitor.withLock { _ in throw Failure() })
        XCTAssertEqual(monitor.change { $0 += 1; return $0 }, 8_001)
    }
}
