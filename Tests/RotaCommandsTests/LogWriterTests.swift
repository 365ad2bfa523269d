import Civil
import Foundation
import RotaWeb
import XCTest

@testable import RotaCommands

/// Lines are gathered, and none is lost.
final class LogWriterTests: CommandTestCase {
    private func line(_ number: Int, _ level: LogLevel = .info) -> LogLine {
        var line = LogLine(at: Instant(seconds: 0), level: level)
        line.add("n", number)
        return line
    }

    func testClose_writesEveryLineInOrder() throws {
        let descriptor = open(path("log"), O_WRONLY | O_CREAT, 0o600)
        let writer = LogWriter(Terminal(input: -1, output: descriptor, errors: -1))
        for number in 0..<5_000 { writer.add(line(number)) }
        writer.close()
        close(descriptor)
        let lines = try text(path("log")).split(separator: "\n")
        XCTAssertEqual(lines.map(String.init), (0..<5_000).map { line($0).text })
    }

    /// The reader gets an error's line while the writer is still open.
    func testError_isWrittenWithoutClose() throws {
        var ends: [Int32] = [0, 0]
        XCTAssertEqual(pipe(&ends), 0)
        let writer = LogWriter(Terminal(input: -1, output: ends[1], errors: -1))
        writer.add(line(1))
        writer.add(line(2, .error))
        var wanted = "", buffer = [UInt8](repeating: 0, count: 1_000)
        let expected = "\(line(1).text)\n\(line(2, .error).text)\n"
        while wanted.utf8.count < expected.utf8.count {
            let count = read(ends[0], &buffer, buffer.count)
            guard count > 0 else { break }
            wanted += String(decoding: buffer[..<count], as: UTF8.self)
        }
        XCTAssertEqual(wanted, expected)
        writer.close()
        for end in ends { close(end) }
    }

    /// A reader that has stopped costs lines, not memory without end and not the program.
    func testFullPipe_losesLinesAndSaysSo() throws {
        var ends: [Int32] = [0, 0]
        XCTAssertEqual(pipe(&ends), 0)
        let errors = open(path("errors"), O_WRONLY | O_CREAT, 0o600)
        let writer = LogWriter(Terminal(input: -1, output: ends[1], errors: errors))
        for number in 0..<200_000 { writer.add(line(number)) }
        let reader = ends[0]
        let drained = expectation(description: "drained")
        Thread {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while read(reader, &buffer, buffer.count) > 0 {}
            drained.fulfill()
        }.start()
        writer.close()
        close(ends[1])
        wait(for: [drained], timeout: 60)
        for descriptor in [ends[0], errors] { close(descriptor) }
        XCTAssertTrue(try text(path("errors")).contains(" lines of the log were lost"))
    }
}
