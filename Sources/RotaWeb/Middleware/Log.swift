import Civil
import Synchronization

/// Where the program's lines go: in what form, and from which level on, which an operator may change while it runs.
package final class Log: Sendable {
    package let format: LogFormat
    private let threshold: Atomic<Int>
    private let sink: @Sendable (LogLine) -> Void

    /// - Parameter sink: takes each line; called from several threads.
    package init(format: LogFormat = .text, level: LogLevel = .info, sink: @escaping @Sendable (LogLine) -> Void) {
        self.format = format
        threshold = Atomic(level.rank)
        self.sink = sink
    }

    package func setLevel(_ level: LogLevel) { threshold.store(level.rank, ordering: .relaxed) }

    /// Writes a line of what `fill` adds to it, where the log takes that level.
    package func write(_ level: LogLevel, at now: Instant, _ fill: (inout LogLine) -> Void) {
        guard level.rank >= threshold.load(ordering: .relaxed) else { return }
        var line = LogLine(at: now, level: level, format: format)
        fill(&line)
        sink(line)
    }
}
