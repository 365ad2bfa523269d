import Foundation
import RotaDomain
import RotaWeb

/// `rota import FILE`: adds a practice file to the database, all of it or nothing.
enum Import {
    static let subcommand = Subcommand(
        name: "import", summary: "Add a practice file",
        help: """
            Usage: rota import [--data DIR] FILE

            Adds the practice file to the database. Every problem is listed, and with a problem nothing is saved.

              --data DIR  the data folder
            """,
        options: ["data"], operands: 1, run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        guard let name = call.arguments.operands.first else { throw Arguments.Wrong(text: "Name one practice file.") }
        let file = try CommandFiles.practice(name)
        let practice = try Installation(call).openPractice()
        let outcome = try PracticeFileService(practice).importFile(file, named: URL(fileURLWithPath: name).lastPathComponent, by: .commandLine)
        guard outcome.problems.isEmpty else { throw Failure(lines: outcome.problems.map { "\(name): \($0)" } + ["rota: nothing was imported."]) }
        let lines = outcome.counts.map { "\($0.kind): \($0.added) added, \($0.changed) changed, \($0.unchanged) already there\n" }
        try call.terminal.result(lines.joined())
        return 0
    }
}
