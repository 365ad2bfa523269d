import Foundation
import RotaDomain
import RotaStore
import RotaWeb

/// `rota import FILE`: adds a practice file to the database, all of it or nothing.
enum Import {
    static let help = """
        Usage: rota import [--data DIR] FILE

        Adds the practice file to the database. Every problem is listed, and with a problem nothing is saved.
        """

    static func run(_ arguments: [String]) -> Int32 {
        command(help) {
            let arguments = try Arguments(arguments, options: ["data"])
            guard let name = arguments.operands.first, arguments.operands.count == 1 else { throw Arguments.Wrong(text: "Name one practice file.") }
            guard let file = PracticeFiles.read(name) else { return 1 }
            let practice = try Installation(data: arguments["data"]).openPractice()
            let outcome = try PracticeFileService(practice).importFile(file, named: URL(fileURLWithPath: name).lastPathComponent, by: .commandLine)
            guard outcome.problems.isEmpty else {
                for problem in outcome.problems { Terminal.error("\(name): \(problem)") }
                Terminal.error("rota: nothing was imported.")
                return 1
            }
            for count in outcome.counts { print("\(count.kind): \(count.added) added, \(count.changed) changed, \(count.unchanged) already there") }
            return 0
        }
    }
}

/// Practice files on the disk.
enum PracticeFiles {
    /// Nil when the file cannot be read or has problems; they have been told.
    static func read(_ name: String) -> PracticeFile? {
        guard let data = FileManager.default.contents(atPath: name) else {
            Terminal.error("rota: \(name) cannot be read.")
            return nil
        }
        do {
            return try PracticeFileReader.read([UInt8](data))
        } catch {
            for text in error.texts { Terminal.error("\(name): \(text)") }
            return nil
        }
    }
}
