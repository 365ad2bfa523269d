import Dispatch

/// Does so many pieces of work on so many threads: piece by piece in a fixed order of results, whoever did it.
enum RowTeam {
    static func map<Result>(_ count: Int, threads: Int, _ body: (Int) -> Result) -> [Result] {
        guard threads > 1, count > 1 else { return (0..<count).map(body) }
        var found: [Result?] = Array(repeating: nil, count: count)
        // Each place is written by one thread, and read after all are done.
        found.withUnsafeMutableBufferPointer { buffer in
            nonisolated(unsafe) let into = buffer, work = body
            DispatchQueue.concurrentPerform(iterations: min(threads, count)) { thread in
                for index in stride(from: thread, to: count, by: threads) { into[index] = work(index) }
            }
        }
        return found.compactMap { $0 }
    }
}
