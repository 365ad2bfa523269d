import RotaWeb

/// `rota export`: the practice as a practice file.
enum Export {
    static let subcommand = Subcommand(
        name: "export", summary: "Write the practice file",
        help: """
            Usage: rota export [--data DIR] [--output FILE]

            Writes the practice file.

              --data DIR     the data folder
              --output FILE  where it goes; standard output unless given
            """,
        options: ["data", "output"], run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        let practice = try Installation(call).openPractice()
        guard let bytes = try PracticeFileService(practice).exportFile() else {
            throw Failure("There is nothing to export: the practice is not set up. Import a practice file, or follow the set-up link of rota serve.")
        }
        if let output = call.arguments["output"] { try CommandFiles.write(bytes, to: output) } else { try call.terminal.result(bytes) }
        return 0
    }
}
