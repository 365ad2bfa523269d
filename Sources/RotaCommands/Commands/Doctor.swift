import Glibc
import RotaWeb

/// `rota doctor`: looks at everything that the program stands on, and says what to do.
enum Doctor {
    static let subcommand = Subcommand(
        name: "doctor", summary: "Check everything and say what to do",
        help: """
            Usage: rota doctor [--data DIR] [--fix] [--json]

            Looks at settings, program files, data folder, database, disk, clock, backups, certificates and mail, also while
            the program runs, and says what to do. Changes nothing without --fix. Exits 1 when there is a problem.

              --data DIR  the data folder
              --fix       takes away rights that others have to the data folder's files, and to a TLS key of the same owner
              --json      prints JSON
            """,
        options: ["data"], flags: ["fix", "json"], run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        let findings = try findings(call)
        let isWell = !findings.contains { $0.level == .problem }
        if call.arguments.has("json") {
            var object = JSONObject()
            object.add("ok", isWell)
            object.add("findings", findings.map(\.json))
            try call.terminal.result(object.text + "\n")
        } else {
            try call.terminal.result(findings.map(\.lines).joined())
        }
        return isWell ? 0 : 1
    }

    /// Without settings, or without the program's files, there is nothing else to look at.
    private static func findings(_ call: Invocation) throws -> [Finding] {
        let installation: Installation
        do {
            installation = try Installation(call)
        } catch let wrong as Arguments.Wrong {
            throw wrong
        } catch {
            return [.problem("settings", "\(error)", "Nothing else was looked at. Mend this first, then run rota doctor again.")]
        }
        let now = Clock.system.now(), isToMend = call.arguments.has("fix")
        var data = stat()
        let owner = stat(installation.dataFolder, &data) == 0 ? data.st_uid : nil
        return SettingsCheckup.findings(installation.settings) + ProgramCheckup.findings(installation)
            + FilesCheckup(installation.dataFolder, backups: BackupPlan(installation.settings)?.folder.path, isToMend: isToMend).findings()
            + DatabaseCheckup(installation).findings() + DiskCheckup.findings(installation) + ClockCheckup.findings(at: now)
            + BackupsCheckup(installation, now).findings() + CertificatesCheckup.findings(installation.settings, at: now, owner: owner, isToMend: isToMend) + MailCheckup.findings(installation.settings)
    }
}
