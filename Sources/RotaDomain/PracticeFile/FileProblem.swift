/// One thing that is wrong with a practice or rota file, in words for the practice manager who will mend it.
package struct FileProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// From 1, or nil where the whole file is meant.
    package let line: Int?
    /// `terms[3].start`; `column 14` where the text is no JSON; empty where the whole file is meant.
    package let path: String
    /// Follows the place: "must be a date YYYY-MM-DD, not "2026-13-01"".
    package let what: String

    package init(line: Int?, path: String, what: String) {
        self.line = line
        self.path = path
        self.what = what
    }

    /// `line 41, terms[3].start`
    package var place: String {
        guard let line else { return path.isEmpty ? "the file" : path }
        return path.isEmpty ? "line \(line)" : "line \(line), \(path)"
    }

    package var description: String { "\(place): \(what)" }
}

/// Every problem of one file, in the order of its lines.
package struct FileProblems: Error, Sendable, Equatable {
    package let listed: [FileProblem]
    /// How many more there are than are listed.
    package let more: Int

    /// One text a problem; the last says how many are not listed.
    package var texts: [String] { listed.map(\.description) + (more > 0 ? ["and \(more) more"] : []) }
}

/// Collects the problems of one reading and counts those above the limit.
final class ProblemList {
    static let limit = 500
    private var listed: [FileProblem] = []
    private var more = 0

    var isEmpty: Bool { listed.isEmpty }

    func add(_ problem: @autoclosure () -> FileProblem) {
        guard listed.count < ProblemList.limit else { return more += 1 }
        listed.append(problem())
    }

    func add(_ line: Int?, _ path: FilePath, _ what: @autoclosure () -> String) {
        add(FileProblem(line: line, path: path.text, what: what()))
    }

    var all: FileProblems {
        let sorted = listed.enumerated().sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
        return FileProblems(listed: sorted.map(\.element), more: more)
    }
}
