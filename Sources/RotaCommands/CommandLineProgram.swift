import Foundation

/// The command line: `rota COMMAND [OPTIONS]`. Exit codes: 0 done, 1 failed, 2 wrong use.
package enum CommandLineProgram {
    static let version = "0.1.0"

    static let subcommands: [Subcommand] = [
        Serve.subcommand, Migrate.subcommand, Import.subcommand, Export.subcommand, Generate.subcommand, Score.subcommand, Admin.subcommand, Sessions.subcommand, Demo.subcommand,
        Backup.subcommand, Restore.subcommand, Promote.subcommand, Doctor.subcommand, MailTest.subcommand, ConfigDump.subcommand, HealthCheck.subcommand, Systemd.subcommand,
        PrintRoutes.subcommand, PrintVersion.subcommand,
    ]

    /// Runs the command that the words name, without the program's own name, and gives the exit code.
    package static func run(
        _ words: [String], terminal: Terminal = .standard, environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> Int32 {
        do {
            return try perform(words, terminal, environment)
        } catch let failure as Failure {
            terminal.error(failure.description)
        } catch {
            terminal.error("rota: \(error)")
        }
        return 1
    }

    private static func perform(_ words: [String], _ terminal: Terminal, _ environment: [String: String]) throws -> Int32 {
        guard let name = words.first else {
            terminal.error(usage)
            return 2
        }
        if ["--help", "-h", "help"].contains(name) {
            try terminal.result(usage + "\n")
            return 0
        }
        guard let subcommand = subcommands.first(where: { $0.name == name }) else {
            terminal.error("rota: there is no command \"\(name)\".\n\n\(usage)")
            return 2
        }
        let rest = Array(words.dropFirst())
        if rest.contains("--help") || rest.contains("-h") {
            try terminal.result(subcommand.help + "\n")
            return 0
        }
        do {
            let arguments = try Arguments(rest, options: subcommand.options, flags: subcommand.flags, operands: subcommand.operands)
            return try subcommand.run(Invocation(arguments: arguments, terminal: terminal, environment: environment))
        } catch let wrong as Arguments.Wrong {
            terminal.error("rota \(name): \(wrong.text)\n\n\(subcommand.help)")
            return 2
        }
    }

    private static var usage: String {
        let lines = subcommands.map { "  " + $0.name.padding(toLength: 13, withPad: " ", startingAt: 0) + $0.summary }
        return "Usage: rota COMMAND [OPTIONS]\n\n\(lines.joined(separator: "\n"))\n\nrota COMMAND --help says more."
    }
}
