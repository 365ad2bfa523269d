import Foundation

/// `rota systemd`: the units that run the program under systemd.
enum Systemd {
    static let subcommand = Subcommand(
        name: "systemd", summary: "Print units for systemd",
        help: """
            Usage: rota systemd [--user NAME] [--data DIR] [--listen HOST:PORT] [--socket] [--socket-tls HOST:PORT]
                                [--socket-redirect HOST:PORT] [--backup] [--output DIR]

            Prints rota.service. Sockets that systemd opens may have ports below 1024, and stay open while the program restarts. Where one serves
            (--socket, --socket-tls), ROTA_LISTEN opens none.

              --user NAME                  who runs it (rota), with a group of the same name
              --data DIR                   the data folder (/var/lib/rota)
              --listen HOST:PORT           where it listens, or unix: and a path, whatever ROTA_LISTEN in /etc/rota/rota.conf says
              --socket                     systemd opens that (127.0.0.1:8080)
              --socket-tls HOST:PORT       systemd opens another for https, for example 0.0.0.0:443
              --socket-redirect HOST:PORT  systemd opens another that sends browsers to https, for example 0.0.0.0:80
              --backup                     a timer makes a backup each night; set ROTA_BACKUPS=off then, or the program makes one too
              --output DIR                 write the units there instead, for example to /etc/systemd/system
            """,
        options: ["user", "data", "listen", "socket-tls", "socket-redirect", "output"], flags: ["socket", "backup"], run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
        let units = try SystemdUnits(
            program: program, user: call.arguments["user"] ?? "rota", data: call.arguments["data"] ?? SystemdUnits.stateFolder,
            listen: call.arguments["listen"], sockets: sockets(call.arguments), share: call.environment["ROTA_SHARE"])
        if let warning = units.warning { call.terminal.error("rota: \(warning)") }
        var files = [units.service] + units.socketUnits
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

    private static func sockets(_ arguments: Arguments) -> [SystemdUnits.Socket] {
        let plain = arguments.has("socket") ? arguments["listen"] ?? "127.0.0.1:8080" : nil
        let all: [(SystemdUnits.Socket.Name, String?)] = [(.http, plain), (.https, arguments["socket-tls"]), (.redirect, arguments["socket-redirect"])]
        return all.compactMap { name, address in address.map { SystemdUnits.Socket(name: name, address: $0) } }
    }
}
