import Dispatch
import Glibc
import XCTest

/// Waits for what another thread brings about, and fails after 10 seconds instead of for ever.
/// - Parameter isSo: asked again and again until it is so, and not once more.
func eventually(file: StaticString = #filePath, line: UInt = #line, _ isSo: () -> Bool) {
    let end = DispatchTime.now().uptimeNanoseconds + 10_000_000_000
    while !isSo() {
        guard DispatchTime.now().uptimeNanoseconds < end else { return XCTFail("it never came about", file: file, line: line) }
        usleep(50)
    }
}

/// The same for threads that are to end.
func eventuallyEnds(_ group: DispatchGroup, file: StaticString = #filePath, line: UInt = #line) {
    eventually(file: file, line: line) { group.wait(timeout: .now()) == .success }
}

/// The same for a signal of another thread.
func eventuallySignals(_ semaphore: DispatchSemaphore, file: StaticString = #filePath, line: UInt = #line) {
    eventually(file: file, line: line) { semaphore.wait(timeout: .now()) == .success }
}
