import Foundation

/// One word of the command line: `rota NAME …`. Exit codes: 0 done, 1 failed, 2 wrong use.
struct Subcommand: Sendable {
    let name: String
    let summary: String
    let help: String
    let run: @Sendable ([String]) -> Int32
}

package enum CommandLineProgram {
    static let subcommands: [Subcommand] = [
        Subcommand(name: "serve", summary: "Start the program", help: Serve.help, run: Serve.run),
        Subcommand(name: "migrate", summary: "Bring the database up to this program", help: Migrate.help, run: Migrate.run),
        Subcommand(name: "import", summary: "Add a practice file", help: Import.help, run: Import.run),
        Subcommand(name: "export", summary: "Write the practice file", help: Export.help, run: Export.run),
        Subcommand(name: "generate", summary: "Generate a rota for a practice file", help: Generate.help, run: Generate.run),
        Subcommand(name: "score", summary: "Score a rota by the rules", help: Score.help, run: Score.run),
        Subcommand(name: "admin", summary: "Create an account without a browser", help: Admin.help, run: Admin.run),
        Subcommand(name: "demo", summary: "Start with an invented practice", help: Demo.help, run: Demo.run),
        Subcommand(name: "routes", summary: "Print every address and who may use it", help: PrintRoutes.help, run: PrintRoutes.run),
        Subcommand(name: "version", summary: "Print the version", help: "Usage: rota version", run: { _ in print("rota \(version)"); return 0 }),
    ]

    static let version = "0.1.0"

    package static func run(_ arguments: [String]) -> Int32 {
        guard let name = arguments.first else {
            Terminal.error(usage)
            return 2
        }
        if ["--help", "-h", "help"].contains(name) {
            print(usage)
            return 0
        }
        guard let subcommand = subcommands.first(where: { $0.name == name }) else {
            Terminal.error("rota: there is no command \"\(name)\".\n\n\(usage)")
            return 2
        }
        if arguments.contains("--help") || arguments.contains("-h") {
            print(subcommand.help)
            return 0
        }
        return subcommand.run(Array(arguments.dropFirst()))
    }

    private static var usage: String {
        let lines = subcommands.map { "  " + $0.name.padding(toLength: 10, withPad: " ", startingAt: 0) + $0.summary }
        return "Usage: rota COMMAND [OPTIONS]\n\n\(lines.joined(separator: "\n"))\n\nrota COMMAND --help says more."
    }
}
