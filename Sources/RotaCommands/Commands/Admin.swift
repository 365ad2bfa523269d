import RotaDomain
import RotaWeb

/// `rota admin create`: an account without a browser.
enum Admin {
    static let subcommand = Subcommand(
        name: "admin", summary: "Create an account without a browser",
        help: """
            Usage: rota admin create --username NAME --name "FULL NAME" --email ADDRESS --role ROLE --password-stdin [--data DIR]

              --role ROLE         \(Role.allCases.map(\.rawValue).joined(separator: ", "))
              --password-stdin    reads the password, 12 characters or more, from the first line of standard input
              --data DIR          the data folder
            """,
        options: ["data", "username", "name", "email", "role"], flags: ["password-stdin"], operands: 1, run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        let arguments = call.arguments
        guard arguments.operands == ["create"] else { throw Arguments.Wrong(text: "Say what to do: rota admin create.") }
        let (username, name) = (try arguments.required("username"), try arguments.required("name"))
        let (email, role) = (try arguments.required("email"), try arguments.required("role"))
        guard arguments.has("password-stdin") else { throw Arguments.Wrong(text: "--password-stdin is missing: a password never stands on a command line.") }
        let practice = try Installation(call).openPractice()
        let problems = try AccountCreation(practice).create(username: username, name: name, email: email, role: role, password: call.terminal.readLine() ?? "")
        guard problems.isEmpty else { throw Failure(lines: problems.map { "rota: \($0)." }) }
        try call.terminal.result("Created \(username).\n")
        return 0
    }
}
