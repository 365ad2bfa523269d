import Foundation
import HTTP
import HTTPServer
import RotaStore
import RotaWeb
import Secrets

/// `rota serve`: the program itself.
enum Serve {
    static let help = """
        Usage: rota serve [--data DIR] [--listen HOST:PORT]

          --data DIR          the data folder, made if it is missing (ROTA_DATA, else .data)
          --listen HOST:PORT  where to listen (ROTA_LISTEN, else 127.0.0.1:8080); port 0 takes a free one

        Settings, by environment or as KEY=value lines in /etc/rota/rota.conf (or the file that ROTA_CONFIG names):
        \(SettingsReader.help)
        """

    static func run(_ arguments: [String]) -> Int32 {
        StopSignals.block()
        return command(help) {
            let arguments = try Arguments(arguments, options: ["data", "listen"])
            try arguments.noOperands()
            let installation = try Installation(data: arguments["data"], listen: arguments["listen"])
            _ = try address(installation.settings.listen)
            return try serve(try installation.openPractice(), at: installation.settings.listen)
        }
    }

    private static func address(_ text: String) throws -> ListenAddress {
        do {
            return try ListenAddress(text)
        } catch {
            throw Arguments.Wrong(text: "\(error)")
        }
    }

    /// Serves the practice until it is told to stop.
    static func serve(_ practice: Practice, at listen: String) throws -> Int32 {
        let address = try address(listen)
        let runner = GenerationRunner(practice, log: { Terminal.line($0) })
        let app = try App(practice: practice, log: { Terminal.line($0) })
        var limits = ServerLimits()
        limits.workers = practice.settings.workers
        let server = Server(limits: limits, bodyLimit: { App.bodyLimit(for: $0) }) { app.respond(to: $0) }
        let bound = try server.start(on: address)
        try runner.start()
        Terminal.line("Practice Rota is ready: \(try welcome(practice, "http://\(bound)"))")
        let clean = server.serveUntilSignalled()
        runner.stop()
        try practice.store.database.close()
        return clean ? 0 : 1
    }

    /// The address to open: with a one-time set-up link as long as nobody has an account.
    private static func welcome(_ practice: Practice, _ address: String) throws -> String {
        let base = practice.settings.baseURL.isEmpty ? address : practice.settings.baseURL
        let token = try Token(random: practice.random)
        let isNew = try practice.store.write { db in
            guard try AccountRepository(db).count() == 0 else { return false }
            try SetupLinkRepository(db).replace(tokenHash: token.hash, at: practice.clock.now())
            return true
        }
        return isNew ? "\(base)/setup/\(token.text)" : "\(base)/"
    }
}
