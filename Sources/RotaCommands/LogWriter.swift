import Dispatch
import Foundation
import RotaWeb
import Synchronization

/// Writes the log's lines to standard output from a thread of its own, many with one call: nobody who logs waits for a disk or a pipe.
///
/// A line is out within 50 milliseconds, an error's at once, and every line before `close` comes back.
final class LogWriter: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var isClosed = false
        /// Lines for which there was no room.
        var lost = 0
    }

    /// Where nobody takes the lines, this many bytes are kept; what comes then is counted and dropped.
    private static let room = 4 << 20

    private let terminal: Terminal
    private let state = Mutex(State())
    private let filled = DispatchSemaphore(value: 0)
    private let urgent = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    init(_ terminal: Terminal) {
        self.terminal = terminal
        let thread = Thread { [self] in work() }
        thread.name = "log"
        thread.start()
    }

    func add(_ line: LogLine) {
        let wasEmpty = state.withLock { state in
            let wasEmpty = state.bytes.isEmpty
            if state.bytes.count < LogWriter.room { line.write(to: &state.bytes) } else { state.lost += 1 }
            return wasEmpty
        }
        if wasEmpty { filled.signal() }
        if line.level == .error { urgent.signal() }
    }

    /// Writes what is left and ends the thread; what nobody takes within two seconds is lost.
    func close() {
        state.withLock { $0.isClosed = true }
        urgent.signal()
        filled.signal()
        _ = ended.wait(timeout: .now() + 2)
    }

    private func work() {
        while true {
            filled.wait()
            _ = urgent.wait(timeout: .now() + .milliseconds(50))
            let (bytes, lost, isClosed) = state.withLock { state in
                defer { (state.bytes, state.lost) = ([], 0) }
                return (state.bytes, state.lost, state.isClosed)
            }
            bytes.withUnsafeBytes { _ = Terminal.write($0, to: terminal.output) }
            if lost > 0 { terminal.error("rota: \(lost) lines of the log were lost: standard output did not take them in time.") }
            if isClosed {
                ended.signal()
                return
            }
        }
    }
}
