/// `rota healthcheck`: whether the program that these settings describe answers.
enum HealthCheck {
    static let subcommand = Subcommand(
        name: "healthcheck", summary: "Ask the running program whether it is alive",
        help: """
            Usage: rota healthcheck [--listen HOST:PORT]

            Asks /healthz where the settings say that the program listens. Exit 0 when it answers, else 1.
            """,
        options: ["listen"], run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        let listen = try Installation.readSettings(call).configuration.settings.listen
        if let reason = HealthProbe.failure(listen: listen) { throw Failure("The program is not well: \(reason).") }
        try call.terminal.result("ok\n")
        return 0
    }
}
