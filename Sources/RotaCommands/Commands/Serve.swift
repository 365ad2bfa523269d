import HTTPServer
import RotaBackups
import RotaStore
import RotaWeb
import Secrets

/// `rota serve`: the program itself.
enum Serve {
    static let subcommand = Subcommand(
        name: "serve", summary: "Start the program",
        help: """
            Usage: rota serve [--data DIR] [--listen HOST:PORT]

              --data DIR          the data folder, made if it is missing (ROTA_DATA, else .data)
              --listen HOST:PORT  where to listen (ROTA_LISTEN, else 127.0.0.1:8080); port 0 takes a free one

            Settings, by environment or as KEY=value lines in /etc/rota/rota.conf (or the file that ROTA_CONFIG names):
            \(SettingsReader.help)
            """,
        options: ["data", "listen"], run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        StopSignals.block()
        let installation = try Installation(call)
        let lock = try installation.lockData()
        if let warning = installation.dataWarning { call.terminal.line(warning) }
        return try withExtendedLifetime(lock) { try serve(try installation.openPractice(), try installation.backupCheck(), call.terminal) }
    }

    /// Serves the practice until it is told to stop.
    /// - Parameter greeting: what to print before the line with the address, made when the address is ours.
    static func serve(_ practice: Practice, _ check: BackupCheck, _ terminal: Terminal, greeting: () throws -> String? = { nil }) throws -> Int32 {
        let doors = try Doors(practice.settings)
        let runner = GenerationRunner(practice, log: { terminal.line($0) })
        let backups = BackupRunner(practice, check: check, log: { terminal.line($0) })
        let app = try App(practice: practice, log: { terminal.line($0) })
        let server = makeServer(app, practice, terminal)
        let bound = try server.start(on: doors.all)
        let redirect = try doors.startRedirect(observer: observer(practice, terminal))
        try runner.start()
        backups.start()
        if let greeting = try greeting() { terminal.line(greeting) }
        terminal.line("Practice Rota is ready: \(try welcome(practice, doors.welcome(bound)))")
        let clean = server.serveUntilSignalled { reload(doors, practice, terminal) }
        redirect?.stop()
        runner.stop()
        backups.stop()
        try practice.store.database.close()
        return clean ? 0 : 1
    }

    private static func makeServer(_ app: App, _ practice: Practice, _ terminal: Terminal) -> Server {
        var limits = ServerLimits()
        limits.workers = practice.settings.workers
        var hooks = ServerHooks { app.respond(to: $0) }
        hooks.lane = { app.isCostly($0) ? .costly : .ordinary }
        hooks.bodyLimit = { app.bodyLimit(for: $0) }
        hooks.refusal = { app.refusal($0, $1) }
        hooks.observer = observer(practice, terminal)
        return Server(limits: limits, hooks: hooks)
    }

    private static func observer(_ practice: Practice, _ terminal: Terminal) -> @Sendable (ServerEvent) -> Void {
        { event in
            if let line = ServerLog.line(event, at: practice.clock.now()) { terminal.line(line) }
        }
    }

    private static func reload(_ doors: Doors, _ practice: Practice, _ terminal: Terminal) {
        guard let (succeeded, words) = doors.reload() else { return }
        var line = LogLine(at: practice.clock.now(), level: succeeded ? "info" : "warn")
        line.add("reason", words)
        terminal.line(line.text)
    }

    /// The address to open: with a one-time set-up link as long as nobody has an account.
    private static func welcome(_ practice: Practice, _ address: String) throws -> String {
        let base = practice.settings.baseURL.isEmpty ? address : practice.settings.baseURL
        let token = try Token(random: practice.random)
        let now = practice.clock.now()
        let isNew = try practice.store.write { db in
            guard try AccountRepository(db).count() == 0 else { return false }
            try SetupLinkRepository(db).replace(tokenHash: token.hash, at: now)
            try AuditLog(db).record("print set-up link", AuditSubject("set-up", "set-up link"), by: .commandLine, at: now)
            return true
        }
        return isNew ? "\(base)/setup/\(token.text)" : "\(base)/"
    }
}
