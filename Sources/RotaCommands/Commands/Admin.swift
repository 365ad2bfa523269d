import Foundation
import RotaDomain
import RotaWeb

/// `rota admin create`: an account without a browser.
enum Admin {
    static let help = """
        Usage: rota admin create --username NAME --name "FULL NAME" --email ADDRESS --role ROLE --password-stdin [--data DIR]

          --role ROLE         \(Role.allCases.map(\.rawValue).joined(separator: ", "))
          --password-stdin    reads the password, 12 characters or more, from the first line of standard input
        """

    static func run(_ arguments: [String]) -> Int32 {
        command(help) {
            guard arguments.first == "create" else { throw Arguments.Wrong(text: "Say what to do: rota admin create.") }
            let arguments = try Arguments(Array(arguments.dropFirst()), options: ["data", "username", "name", "email", "role"], flags: ["password-stdin"])
            try arguments.noOperands()
            let (username, name) = (try arguments.required("username"), try arguments.required("name"))
            let (email, role) = (try arguments.required("email"), try arguments.required("role"))
            guard arguments.has("password-stdin") else { throw Arguments.Wrong(text: "--password-stdin is missing: a password never stands on a command line.") }
            let password = readLine(strippingNewline: true) ?? ""
            let practice = try Installation(data: arguments["data"]).openPractice()
            let problems = try AccountCreation(practice).create(username: username, name: name, email: email, role: role, password: password)
            guard problems.isEmpty else {
                for problem in problems { Terminal.error("rota: \(problem).") }
                return 1
            }
            print("Created \(username).")
            return 0
        }
    }
}
