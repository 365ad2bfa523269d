import RotaDomain
import RotaWeb

/// `rota admin`: accounts without a browser.
enum Admin {
    static let subcommand = Subcommand(
        name: "admin", summary: "Create and list accounts, and set passwords, without a browser",
        help: """
            Usage: rota admin create --username NAME --name "FULL NAME" --email ADDRESS --role ROLE --password-stdin [--data DIR]
                   rota admin list [--json] [--data DIR]
                   rota admin reset-password --username NAME --password-stdin [--data DIR]

            create makes an account, list shows all of them, and reset-password sets a new password and signs that account out everywhere.

              --role ROLE         \(roles)
              --password-stdin    reads the password, 12 characters or more, from the first line of standard input
              --json              one line of JSON instead of a table
              --data DIR          the data folder
            """,
        options: ["data", "username", "name", "email", "role"], flags: ["password-stdin", "json"], operands: 1, run: run)

    private static var roles: String { Role.allCases.map(\.rawValue).joined(separator: ", ") }

    private static func run(_ call: Invocation) throws -> Int32 {
        switch call.arguments.operands.first {
        case "create": try create(call)
        case "list": try list(call)
        case "reset-password": try resetPassword(call)
        default: throw Arguments.Wrong(text: "Say what to do: create, list or reset-password.")
        }
        return 0
    }

    private static func create(_ call: Invocation) throws {
        let arguments = call.arguments
        try refuse(["json"], arguments)
        let (username, name) = (try arguments.required("username"), try arguments.required("name"))
        let (email, role) = (try arguments.required("email"), try arguments.required("role"))
        guard Role(rawValue: role) != nil else { throw Arguments.Wrong(text: "--role must be one of \(roles).") }
        let password = try password(call)
        let practice = try Installation(call).openPractice()
        let problems = try AccountCreation(practice).create(username: username, name: name, email: email, role: role, password: password())
        guard problems.isEmpty else { throw Failure(lines: problems.map { "rota: \($0)." }) }
        try call.terminal.result("Created \(username).\n")
    }

    private static func list(_ call: Invocation) throws {
        try refuse(["username", "name", "email", "role", "password-stdin"], call.arguments)
        let accounts = try AccountMaintenance(try Installation(call).openPractice()).all()
        guard !call.arguments.has("json") else { return try call.terminal.result("[\(accounts.map { json($0.account, $0.hasPassword).text }.joined(separator: ", "))]\n") }
        let rows = [["id", "username", "role", "state"]] + accounts.map { account, hasPassword in
            [String(account.id), account.username, account.role.rawValue, state(account) + (hasPassword ? "" : ", no password yet")]
        }
        let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: max($1 - $0.count, 0)) }.joined(separator: "  ").trimmingSpaces
        }
        try call.terminal.result(lines.joined(separator: "\n") + "\n")
    }

    private static func state(_ account: Account) -> String { account.active ? "active" : "inactive" }

    private static func json(_ account: Account, _ hasPassword: Bool) -> JSONObject {
        var object = JSONObject()
        object.add("id", account.id)
        object.add("username", account.username)
        object.add("role", account.role.rawValue)
        object.add("state", state(account))
        object.add("password", hasPassword)
        return object
    }

    private static func resetPassword(_ call: Invocation) throws {
        try refuse(["name", "email", "role", "json"], call.arguments)
        let username = try call.arguments.required("username"), password = try password(call)
        let practice = try Installation(call).openPractice()
        if let problem = try AccountMaintenance(practice).resetPassword(of: username, to: password()) { throw Failure("\(problem).") }
        try call.terminal.result("\(username) has a new password and is signed out everywhere.\n")
    }

    /// Reads the password when it is asked for, after everything else was found right.
    private static func password(_ call: Invocation) throws(Arguments.Wrong) -> () -> String {
        guard call.arguments.has("password-stdin") else {
            throw Arguments.Wrong(text: "--password-stdin is missing: a password never stands on a command line.")
        }
        return { call.terminal.readLine() ?? "" }
    }

    private static func refuse(_ names: [String], _ arguments: Arguments) throws(Arguments.Wrong) {
        if let name = names.first(where: { arguments[$0] != nil || arguments.has($0) }) {
            throw Arguments.Wrong(text: "--\(name) has no place in rota admin \(arguments.operands.first ?? "").")
        }
    }
}
