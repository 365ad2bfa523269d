import Civil
import HTTPServer
import RotaDomain
import RotaStore
import RotaWeb
import Secrets

/// `rota demo`: the program with an invented practice, and a manager whose password is made up and printed.
enum Demo {
    static let subcommand = Subcommand(
        name: "demo", summary: "Start with an invented practice",
        help: """
            Usage: rota demo [--data DIR] [--listen HOST:PORT] [--new-password]

            Starts the program with an invented practice of 18 clinicians over 26 weeks, in a data folder of its own
            (.data/demo). The first start fills it and prints a manager's name and a random password.

              --data DIR          the data folder
              --listen HOST:PORT  where to listen
              --new-password      makes and prints another password; the one before is void
            """,
        options: ["data", "listen"], flags: ["new-password"], run: run)

    private static let username = "demo"

    private static func run(_ call: Invocation) throws -> Int32 {
        Signals.block()
        let installation = try Installation(call, data: ".data/demo")
        let lock = try installation.lockData()
        if let warning = installation.dataWarning { call.terminal.line(warning) }
        let practice = try installation.openPractice()
        try fill(practice)
        return try withExtendedLifetime(lock) {
            try Serve.serve(practice, installation, call) { try greeting(practice, isAsked: call.arguments.has("new-password")) }
        }
    }

    /// Puts the invented practice into an empty database; refuses one that holds another practice.
    private static func fill(_ practice: Practice) throws {
        let file = DemoPractice.file(startingOn: practice.today.monday + 7)
        let existing = try practice.store.read { db in try PracticeRepository(db).find()?.name }
        if let existing {
            guard existing == file.practice.name else {
                throw Failure("The data folder holds \(existing), not the demonstration. Choose another folder with --data.")
            }
            return
        }
        let outcome = try PracticeFileService(practice).importFile(file, named: "demonstration", by: .commandLine)
        guard outcome.problems.isEmpty else { throw Failure("The demonstration could not be made: \(outcome.problems.map(\.description).joined(separator: "; "))") }
    }

    /// How to sign in. A password is made at the first start, and later only when asked for: people write it down.
    private static func greeting(_ practice: Practice, isAsked: Bool) throws -> String {
        let exists = try practice.store.read { db in try AccountRepository(db).find(signingInAs: username) != nil }
        guard isAsked || !exists else {
            return "Sign in as \(username) with the password that the first start printed, or start with: rota demo --data \(practice.settings.data) --new-password"
        }
        let password = Base64URL.encode(try practice.random.bytes(12))
        try AccountCreation(practice).createOrReset(
            username: username, name: "Demonstration Manager", email: "demo@example.com", role: .manager, password: password)
        return "Sign in as \(username) with the password \(password)"
    }
}
