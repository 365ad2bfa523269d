/// `rota migrate`: brings the database up to this program. `rota serve` does it too.
enum Migrate {
    static let subcommand = Subcommand(
        name: "migrate", summary: "Bring the database up to this program",
        help: """
            Usage: rota migrate [--data DIR]

            Brings the database up to this program; a copy of the old one is kept beside it.

              --data DIR  the data folder
            """,
        options: ["data"], run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        let applied = try Installation(call).migrate()
        let lines = applied.map { "Applied \($0.label)\n" } + [applied.isEmpty ? "The database is up to date.\n" : "Done.\n"]
        try call.terminal.result(lines.joined())
        return 0
    }
}
