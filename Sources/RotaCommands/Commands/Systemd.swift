import Foundation

/// `rota systemd`: the units that run the program under systemd.
enum Systemd {
    static let subcommand = Subcommand(
        name: "systemd", summary: "Print units for systemd",
        help: """
            Usage: rota systemd [--user NAME] [--data DIR] [--listen HOST:PORT] [--socket] [--backup] [--output DIR]

            Prints rota.service. With --socket, systemd opens the listening socket, which also allows ports below 1024; with --backup, a timer makes
            a backup each night.

              --user NAME    who runs it (rota)
              --data DIR     the data folder (/var/lib/rota)
              --output DIR   write the units there instead, for example to /etc/systemd/system
            """,
        options: ["user", "data", "listen", "output"], flags: ["socket", "backup"], run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
        let units = try SystemdUnits(
            program: program, user: call.arguments["user"] ?? "rota", data: call.arguments["data"] ?? SystemdUnits.stateFolder,
            listen: call.arguments["listen"] ?? "127.0.0.1:8080")
        var files = [units.service(withSocket: call.arguments.has("socket"))]
        if call.arguments.has("socket") { files.append(units.socket) }
        if call.arguments.has("backup") { files += [units.backupService, units.backupTimer] }
        guard let folder = call.arguments["output"] else {
            try call.terminal.result(files.map { "# /etc/systemd/system/\($0.name)\n\($0.text)" }.joined(separator: "\n"))
            return 0
        }
        for file in files {
            let path = URL(fileURLWithPath: folder).appendingPathComponent(file.name).path
            do {
                try Data(file.text.utf8).write(to: URL(fileURLWithPath: path))
            } catch {
                throw Failure("\(path) cannot be written. Choose another folder with --output, or run this as root.")
            }
            try call.terminal.result("Wrote \(path)\n")
        }
        return 0
    }
}
