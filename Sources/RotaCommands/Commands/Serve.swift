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
            \(SettingsWords.help)
            """,
        options: ["data", "listen"], run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        Signals.block()
        let installation = try Installation(call)
        let lock = try installation.lockData()
        if let warning = installation.dataWarning { call.terminal.line(warning) }
        return try withExtendedLifetime(lock) { try serve(try installation.openPractice(), installation, call) }
    }

    /// Serves the practice until it is told to stop.
    /// - Parameter greeting: what to print before the line with the address, made when the address is ours.
    static func serve(_ practice: Practice, _ installation: Installation, _ call: Invocation, greeting: () throws -> String? = { nil }) throws -> Int32 {
        let settings = practice.settings
        let writer = LogWriter(call.terminal)
        defer { writer.close() }
        let log = Log(format: settings.logFormat, level: settings.logLevel) { writer.add($0) }
        let app = try App(practice: practice, log: log)
        let server = makeServer(app, practice, installation.limits, log)
        let doors = try Doors(settings, inherited: try SystemdSockets.take(environment: call.environment))
        let bound = try server.start(on: doors.all)
        let redirect = try doors.startRedirect(observer: observer(practice, log), noting: app.noteRedirect)
        let monitor = try startMonitor(app, settings)
        let backups = BackupRunner(practice, check: try installation.backupCheck(), log: log)
        let jobs = Jobs(practice, backups, log)
        try jobs.start()
        practice.metrics.add(
            Gauge("rota_backup_age_seconds", "Seconds since the moment that the newest backup holds.") {
                BackupPlan(practice.settings)?.age(at: practice.clock.now()).map(Double.init)
            })
        let notifier = SystemdNotifier(environment: call.environment)
        if let greeting = try greeting() { announce(greeting, log, practice, call.terminal) }
        let ready = ServerWords.ready(base: settings.baseURL, path: try firstPath(practice), bound: bound, isSecure: doors.isSecure)
        announce(ready, log, practice, call.terminal)
        notifier?.ready("Listening on \(bound.map(\.description).joined(separator: ", ")).")
        let watchdog = notifier.flatMap { notifier in
            notifier.watchdogInterval.map { Watchdog(interval: $0, isAlive: { server.isAlive(within: 5_000) }, sign: notifier.alive) }
        }
        let clean = server.serveUntilSignalled(actions(practice, doors, backups, log, notifier, call, server, installation.limits))
        watchdog?.stop()
        redirect?.stop()
        monitor?.stop()
        jobs.stop()
        practice.errands.finish()
        try practice.store.database.close()
        log.write(clean ? .info : .warn, at: practice.clock.now()) { $0.add("message", ServerWords.stopped(isClean: clean, cut: server.brokenOff)) }
        return clean ? 0 : 1
    }

    /// What goes on besides requests, each on a thread of its own.
    private struct Jobs {
        let generations: GenerationRunner
        let mail: OutboxRunner
        let backups: BackupRunner
        let notices: NoticeRunner

        init(_ practice: Practice, _ backups: BackupRunner, _ log: Log) {
            generations = GenerationRunner(practice, log: log)
            mail = OutboxRunner(practice, route: practice.settings.mailRoute { log.show($0, at: practice.clock.now()) }, log: log)
            self.backups = backups
            notices = NoticeRunner(practice, log: log)
        }

        func start() throws {
            try generations.start()
            backups.start()
            mail.start()
            notices.start()
        }

        func stop() {
            generations.stop()
            mail.stop()
            backups.stop()
            notices.stop()
        }
    }

    private static func actions(
        _ practice: Practice, _ doors: Doors, _ backups: BackupRunner, _ log: Log, _ notifier: SystemdNotifier?, _ call: Invocation, _ server: Server,
        _ limits: ServerLimits
    ) -> Server.SignalActions {
        var actions = Server.SignalActions()
        actions.reload = {
            notifier?.reloading()
            if let (succeeded, words) = doors.reload() { log.write(succeeded ? .info : .error, at: practice.clock.now()) { $0.add("message", words) } }
            do {
                log.setLevel(try Installation.readSettings(call).configuration.settings.logLevel)
                log.write(.info, at: practice.clock.now()) { $0.add("message", "The log's level was read again.") }
            } catch {
                log.write(.error, at: practice.clock.now()) { $0.add("error", "The settings could not be read again, and stay as they are: \(error)") }
            }
            notifier?.ready("Settings were read again.")
        }
        actions.backup = { backups.makeNow() }
        actions.stopping = {
            let words = ServerWords.stopping(connections: server.load.connections, requests: practice.metrics.requestsUnderWay, milliseconds: limits.stopTimeout)
            log.write(.info, at: practice.clock.now()) { $0.add("message", words) }
            practice.readiness.beginStopping()
            notifier?.stopping()
        }
        actions.stoppingNow = { log.write(.warn, at: practice.clock.now()) { $0.add("message", ServerWords.stoppingNow) } }
        return actions
    }

    private static func makeServer(_ app: App, _ practice: Practice, _ limits: ServerLimits, _ log: Log) -> Server {
        let proxies = practice.settings.trustedProxies
        var hooks = ServerHooks { app.respond(to: $0) }
        hooks.quick = { app.quick($0) }
        hooks.lane = { app.isCostly($0) ? .costly : .ordinary }
        hooks.bodyLimit = { app.bodyLimit(for: $0) }
        hooks.refusal = { app.refusal($0, $1) }
        hooks.countsAddress = { !proxies.contains($0) }
        hooks.observer = observer(practice, log)
        let server = Server(limits: limits, hooks: hooks)
        ServerGauges.add(server, to: practice.metrics)
        return server
    }

    private static func observer(_ practice: Practice, _ log: Log) -> @Sendable (ServerEvent) -> Void {
        { event in
            if case .refused(let status, _, _, _) = event { practice.metrics.countRefusal(status) }
            ServerLog.write(event, to: log, at: practice.clock.now())
        }
    }

    /// The metrics' own listener, where there is to be one.
    private static func startMonitor(_ app: App, _ settings: Settings) throws -> Server? {
        guard !settings.metricsListen.isEmpty else { return nil }
        var limits = ServerLimits(workers: 1, pollers: 1)
        (limits.maximumConnections, limits.queueLength, limits.costlyWorkers, limits.waitingWorkers, limits.headTimeout) = (256, 32, 1, 0, 5_000)
        var hooks = ServerHooks { app.respondToMonitor($0) }
        hooks.bodyLimit = { _ in 0 }
        let server = Server(limits: limits, hooks: hooks)
        _ = try server.start(on: [try ListenAddress(settings.metricsListen)])
        return server
    }

    /// A line for whoever started the program, whatever the log's level.
    private static func announce(_ text: String, _ log: Log, _ practice: Practice, _ terminal: Terminal) {
        guard log.format == .json else { return terminal.line(text) }
        var line = LogLine(at: practice.clock.now(), level: .info, format: .json)
        line.add("message", text)
        terminal.line(line.text)
    }

    /// What to open: a one-time set-up link as long as nobody has an account.
    private static func firstPath(_ practice: Practice) throws -> String {
        let token = try Token(random: practice.random)
        let now = practice.clock.now()
        let isNew = try practice.store.write { db in
            guard try AccountRepository(db).count() == 0 else { return false }
            try SetupLinkRepository(db).replace(tokenHash: token.hash, at: now)
            try AuditLog(db).record("print set-up link", AuditSubject("set-up", "set-up link"), by: .commandLine, at: now)
            return true
        }
        return isNew ? "/setup/\(token.text)" : "/"
    }
}
