import Foundation
import XCTest

@testable import RotaCommands

/// A full disk or a reader that has gone costs a line, never the program.
final class TerminalTests: CommandTestCase {
    private func full() throws -> Terminal {
        let descriptor = open("/dev/full", O_WRONLY)
        addTeardownBlock { close(descriptor) }
        return Terminal(input: STDIN_FILENO, output: descriptor, errors: descriptor)
    }

    func testLine_isDroppedOnAFullDisk() throws {
        let terminal = try full()
        terminal.line("a line of the log")
        terminal.error("a problem")
        terminal.progress("50%")
        XCTAssertThrowsError(try terminal.result("an answer")) { XCTAssertEqual("\($0)", "rota: Standard output cannot be written: No space left on device.") }
    }

    func testLine_isDroppedWhenTheReaderHasGone() throws {
        // As in a server, which ignores SIGPIPE.
        let before = signal(SIGPIPE, SIG_IGN)
        defer { signal(SIGPIPE, before) }
        var ends: [Int32] = [0, 0]
        XCTAssertEqual(pipe(&ends), 0)
        close(ends[0])
        defer { close(ends[1]) }
        let terminal = Terminal(input: STDIN_FILENO, output: ends[1], errors: ends[1])
        terminal.line("nobody reads this")
        XCTAssertThrowsError(try terminal.result("nor this")) { XCTAssertEqual("\($0)", "rota: Standard output cannot be written: Broken pipe.") }
    }

    /// A pipe holds less than this, and says "try again" when it is full.
    func testResult_isWholeThroughANonBlockingPipe() throws {
        var ends: [Int32] = [0, 0]
        XCTAssertEqual(pipe(&ends), 0)
        XCTAssertEqual(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0)
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        let reader = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        let done = expectation(description: "read")
        let (readEnd, count) = (ends[0], bytes.count)
        Thread.detachNewThread {
            var piece = [UInt8](repeating: 0, count: 4_096), total = 0
            while total < count {
                let got = read(readEnd, &piece, piece.count)
                guard got > 0 else { break }
                for index in 0..<got where piece[index] != UInt8(truncatingIfNeeded: total + index) { return }
                total += got
            }
            if total == count { done.fulfill() }
        }
        try Terminal(input: STDIN_FILENO, output: ends[1], errors: ends[1]).result(bytes)
        wait(for: [done], timeout: 20)
        close(ends[1])
        withExtendedLifetime(reader) {}
    }

    func testReadLine_takesOneLineWithoutItsEnd() throws {
        for (text, lines) in [("one\ntwo\r\nthree", ["one", "two", "three"]), ("", []), ("\n", [""])] {
            let descriptor = open(try file("lines", text), O_RDONLY)
            defer { close(descriptor) }
            let terminal = Terminal(input: descriptor, output: STDOUT_FILENO, errors: STDERR_FILENO)
            for line in lines { XCTAssertEqual(terminal.readLine(), line) }
            XCTAssertNil(terminal.readLine())
        }
    }
}
