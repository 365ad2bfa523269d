import Foundation
import RotaBackups
import RotaStore
import RotaWeb
import SQLite

/// `rota backup`: a proved copy of the database, also while the program runs; `rota backup verify` proves it again.
enum Backup {
    static let subcommand = Subcommand(
        name: "backup", summary: "Make a backup, or verify those there are",
        help: """
            Usage: rota backup [--data DIR] [--to DIR] [--keep N] [--json]
                   rota backup verify [FILE] [--data DIR] [--to DIR] [--json]

            Copies the database as it stands now, also while the program runs, proves the copy, and puts it with its SHA-256
            under the name rota-YYYYMMDDTHHMMSSZ.db (UTC). Older backups beyond the newest N are removed.

            verify proves one backup, or all in the folder: unchanged since it was made, whole, every row where it belongs.

              --data DIR  the data folder
              --to DIR    the folder of backups (ROTA_BACKUPS, else backups in the data folder)
              --keep N    how many stay (ROTA_BACKUP_KEEP, else 14)
              --json      prints JSON
            """,
        options: ["data", "to", "keep"], flags: ["json"], operands: 2, run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        switch call.arguments.operands.first {
        case nil: return try make(call)
        case "verify": return try BackupVerification(call).run()
        case let word?: throw Arguments.Wrong(text: "\"\(word)\" was not expected; say rota backup, or rota backup verify.")
        }
    }

    /// Where backups are, for both.
    static func plan(_ call: Invocation, _ settings: Settings) -> BackupPlan {
        if let folder = call.arguments["to"] { return BackupPlan(settings, folder: folder) }
        return BackupPlan(settings) ?? BackupPlan(settings, folder: "")
    }

    private static func make(_ call: Invocation) throws -> Int32 {
        let installation = try Installation(call)
        let plan = plan(call, installation.settings)
        let made = try make(installation, BackupMaker(plan.folder, keep: try keep(call) ?? plan.keep, check: try installation.backupCheck()), call.terminal)
        guard call.arguments.has("json") else {
            let lines = ["Made \(made.path): \(made.bytes) bytes, SHA-256 \(made.sha256)"] + made.contents.lines + made.removed.map { "Removed \($0.file)" }
            try call.terminal.result(lines.map { $0 + "\n" }.joined())
            return 0
        }
        var object = JSONObject()
        object.add("file", made.path)
        object.add("taken_at", made.name.instant.iso)
        object.add("bytes", made.bytes)
        object.add("sha256", made.sha256)
        object.add("removed", made.removed.map(\.file))
        object.add("contents", JSONObject(made.contents))
        try call.terminal.result(object.text + "\n")
        return 0
    }

    private static func keep(_ call: Invocation) throws(Arguments.Wrong) -> Int? {
        guard let text = call.arguments["keep"] else { return nil }
        guard let count = Int(text), (1...1_000).contains(count) else { throw Arguments.Wrong(text: "--keep must be a whole number from 1 to 1000, not \"\(text)\".") }
        return count
    }

    private static func make(_ installation: Installation, _ maker: BackupMaker, _ terminal: Terminal) throws -> BackupMaker.Made {
        guard access(installation.databasePath, F_OK) == 0 else { throw Failure("There is no database in \(installation.dataFolder). Name the data folder with --data.") }
        // Not as `Database`, whose closing would fold the WAL of the program that runs.
        let db = try Connection(path: installation.databasePath, mode: .readWrite)
        defer { db.close() }
        let now = Clock.system.now()
        do {
            let made = try maker.make(at: now) { try db.backup(to: $0, pause: 2_000) }
            note("make backup", made.name.file, ["bytes": String(made.bytes), "sha256": made.sha256])
            return made
        } catch {
            note("backup failed", BackupName(now).file, ["reason": "\(error)"])
            throw Failure("No backup was made. \(error)")
        }

        func note(_ action: String, _ file: String, _ facts: AuditFields) {
            do {
                try AuditLog(db).record(action, AuditSubject("backup", file), by: .commandLine, at: now, after: facts)
            } catch {
                terminal.error("rota: The audit log has no entry of this backup: \(error)")
            }
        }
    }
}

extension JSONObject {
    init(_ contents: BackupContents) {
        self.init()
        add("practice", contents.practice)
        add("clinicians", contents.clinicians)
        add("terms", contents.terms)
        add("shifts", contents.shifts)
        add("accounts", contents.accounts)
        add("migration", contents.migration)
        guard let latest = contents.latest else { return }
        add("latest_entry", latest.id)
        add("latest_at", latest.at)
        add("latest_action", latest.action)
    }
}
