import RotaWeb

/// `rota migrate`: brings the database up to this program. `rota serve` does it too.
enum Migrate {
    static let help = """
        Usage: rota migrate [--data DIR]

        Brings the database up to this program; a copy of the old one is kept beside it.
        """

    static func run(_ arguments: [String]) -> Int32 {
        command(help) {
            let arguments = try Arguments(arguments, options: ["data"])
            try arguments.noOperands()
            let installation = try Installation(data: arguments["data"])
            try installation.prepareDataFolder()
            let applied = try installation.migrate()
            for migration in applied { print("Applied \(migration.label)") }
            print(applied.isEmpty ? "The database is up to date." : "Done.")
            return 0
        }
    }
}
