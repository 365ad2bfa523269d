/// `rota version`.
enum PrintVersion {
    static let subcommand = Subcommand(name: "version", summary: "Print the version", help: "Usage: rota version") { call in
        try call.terminal.result("rota \(CommandLineProgram.version)\n")
        return 0
    }
}
