import Civil
import Foundation
import HTTPServer
import RotaDomain
import RotaStore
import RotaWeb
import Secrets

/// `rota demo`: the program with an invented practice, and a manager whose password is made up and printed.
enum Demo {
    static let help = """
        Usage: rota demo [--data DIR] [--listen HOST:PORT]

        Starts the program with an invented practice of 18 clinicians over 26 weeks, in a data folder of its own
        (.data/demo), which is filled the first time only. Prints a manager's name and a random password.
        """

    static func run(_ arguments: [String]) -> Int32 {
        StopSignals.block()
        return command(help) {
            let arguments = try Arguments(arguments, options: ["data", "listen"])
            try arguments.noOperands()
            let installation = try Installation(data: arguments["data"] ?? ".data/demo", listen: arguments["listen"])
            let practice = try installation.openPractice()
            try fill(practice)
            let password = try setPassword(practice)
            Terminal.line("Sign in as demo with the password \(password)")
            return try Serve.serve(practice, at: installation.settings.listen)
        }
    }

    /// Puts the invented practice into an empty database; refuses one that holds another practice.
    private static func fill(_ practice: Practice) throws {
        let file = DemoPractice.file(startingOn: practice.today.monday + 7)
        let existing = try practice.store.read { db in try PracticeRepository(db).find()?.name }
        if let existing {
            guard existing == file.practice.name else {
                throw Installation.Failure("The data folder holds \(existing), not the demonstration. Choose another folder with --data.")
            }
            return
        }
        let outcome = try PracticeFileService(practice).importFile(file, named: "demonstration", by: .commandLine)
        guard outcome.problems.isEmpty else { throw Installation.Failure("The demonstration could not be made: \(outcome.problems.map(\.description).joined(separator: "; "))") }
    }

    /// A new password at each start, so that none is ever known beforehand.
    private static func setPassword(_ practice: Practice) throws -> String {
        let password = Base64URL.encode(try practice.random.bytes(12))
        try AccountCreation(practice).createOrReset(username: "demo", name: "Demonstration Manager", email: "demo@example.com", role: .manager, password: password)
        return password
    }
}
