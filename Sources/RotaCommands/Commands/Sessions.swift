import RotaWeb

/// `rota sessions flush`: ends every login, as after a stolen laptop. The command is called as other programs call it; the house's word is login.
enum Sessions {
    static let subcommand = Subcommand(
        name: "sessions", summary: "Sign everybody out",
        help: """
            Usage: rota sessions flush [--data DIR]

            Ends every browser's login, also while the program runs. Everybody signs in again.

              --data DIR   the data folder
            """,
        options: ["data"], operands: 1, run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        guard call.arguments.operands == ["flush"] else { throw Arguments.Wrong(text: "Say what to do with the logins: flush.") }
        let ended = try AccountMaintenance(try Installation(call).openPractice()).endAllLogins()
        try call.terminal.result("\(ended == 0 ? "Nobody was signed in" : "Ended \(ended) login\(ended == 1 ? "" : "s")").\n")
        return 0
    }
}
