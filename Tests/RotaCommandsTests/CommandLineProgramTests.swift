import XCTest

@testable import RotaCommands

final class CommandLineProgramTests: CommandTestCase {
    func testHelp_isPrintedForTheProgramAndForEachCommand() throws {
        for word in ["help", "--help", "-h"] {
            let run = try rota(word)
            XCTAssertEqual(run.status, 0)
            for command in CommandLineProgram.subcommands { XCTAssertTrue(run.output.contains("\n  \(command.name) "), command.name) }
        }
        for command in CommandLineProgram.subcommands {
            for words in [["--help"], ["-h"], ["--bogus", "--help"]] {
                let run = try rota(command.name, words[0], words.last ?? "")
                XCTAssertEqual(run.status, 0, command.name)
                XCTAssertEqual(run.output, command.help + "\n")
                XCTAssertEqual(run.errors, "")
            }
            XCTAssertTrue(command.help.hasPrefix("Usage: rota \(command.name)"), command.name)
            for option in command.options.union(command.flags) { XCTAssertTrue(command.help.contains("--\(option)"), "\(command.name): --\(option)") }
        }
    }

    func testWrongUse_answers2AndShowsHow() throws {
        for command in CommandLineProgram.subcommands {
            let run = try rota(command.name, "--bogus", "x")
            XCTAssertEqual(run.status, 2, command.name)
            XCTAssertEqual(run.errors, "rota \(command.name): There is no option --bogus.\n\n\(command.help)\n")
            XCTAssertEqual(run.output, "")
            XCTAssertEqual(try rota(command.name, "a", "b").status, 2, command.name)
        }
        let unknown = try rota("frobnicate")
        XCTAssertEqual(unknown.status, 2)
        XCTAssertTrue(unknown.errors.hasPrefix("rota: there is no command \"frobnicate\".\n\nUsage: rota COMMAND"))
        XCTAssertTrue(try rota("").errors.hasPrefix("rota: there is no command \"\"."))
        XCTAssertEqual(CommandLineProgram.run([], terminal: Terminal(input: -1, output: -1, errors: -1), environment: [:]), 2)
    }

    /// It ended with an illegal instruction, since Foundation's handles trap.
    func testFullDisk_behindTheStreamsIsAFailureAndNoTrap() throws {
        XCTAssertEqual(try rota("bogus", errors: "/dev/full").status, 2)
        let run = try rota("routes", output: "/dev/full")
        XCTAssertEqual(run.status, 1)
        XCTAssertEqual(run.errors, "rota: Standard output cannot be written: No space left on device.\n")
        XCTAssertEqual(try rota("version", "--help", output: "/dev/full").status, 1)
    }

    func testVersion_isPrinted() throws {
        let run = try rota("version")
        XCTAssertEqual(run.status, 0)
        XCTAssertNotNil(run.output.wholeMatch(of: #/rota \d+\.\d+\.\d+\n/#), run.output)
    }

    func testRoutes_printTheSiteMap() throws {
        let run = try rota("routes")
        XCTAssertEqual(run.status, 0)
        let lines = run.output.split(separator: "\n").map { $0.split(separator: " ") }
        XCTAssertTrue(lines.contains(["GET", "/clinicians/:id", "clinicians"]))
        XCTAssertTrue(lines.contains(["GET", "/healthz", "anyone"]))
        XCTAssertTrue(lines.allSatisfy { $0.count == 3 })
    }
}
