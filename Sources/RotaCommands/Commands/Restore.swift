import Foundation
import RotaBackups
import RotaWeb

/// `rota restore`: a backup in the place of the database, which is kept.
enum Restore {
    static let subcommand = Subcommand(
        name: "restore", summary: "Put a backup in the place of the database",
        help: """
            Usage: rota restore FILE [--data DIR] [--json]

            Proves the backup, keeps the database that is there in a folder replaced-…, puts the backup in its place and
            brings it up to this program. Stop the program first. Everyone has to sign in again. When anything fails,
            the old database stays. To undo it, restore replaced-…/rota.db.

              --data DIR  the data folder
              --json      prints JSON
            """,
        options: ["data"], flags: ["json"], operands: 1, run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        guard let file = call.arguments.operands.first else { throw Arguments.Wrong(text: "Name the backup to restore.") }
        let installation = try Installation(call)
        let lock = try installation.lockData()
        let outcome = try withExtendedLifetime(lock) {
            try Restoration(data: installation.dataFolder, migrator: try installation.migrator()).restore(file, for: .restore, at: Clock.system.now())
        }
        try RestorationReport(file: file, outcome: outcome, data: installation.settings.data).tell(call, ending: "Everyone has to sign in again.")
        return 0
    }
}

/// What `rota restore` and `rota promote` say at their end.
struct RestorationReport {
    let file: String
    let outcome: Restoration.Outcome
    let data: String

    private var taken: String? { BackupName(file: URL(fileURLWithPath: file).lastPathComponent)?.instant.iso }

    func tell(_ call: Invocation, ending: String) throws {
        try call.terminal.result(call.arguments.has("json") ? json : words(ending))
    }

    private func words(_ ending: String) -> String {
        var lines = ["Restored \(file)\(taken.map { ", taken \($0)" } ?? "")\(outcome.hasChecksum ? "" : " (no checksum beside it to compare)")"]
        lines += outcome.contents.lines + outcome.migrations.map { "Applied \($0.label)" }
        if let aside = outcome.setAside { lines.append("The old database lies in \(aside); remove it when nobody needs it any more.") }
        if let warning = outcome.warning { lines.append("Warning: \(warning)") }
        lines.append("\(ending) Start the program: rota serve --data \(data)")
        return lines.map { $0 + "\n" }.joined()
    }

    private var json: String {
        var object = JSONObject()
        object.add("file", file)
        object.add("taken_at", taken)
        object.add("checksum", outcome.hasChecksum)
        object.add("migrations", outcome.migrations.map(\.label))
        object.add("set_aside", outcome.setAside)
        object.add("warning", outcome.warning)
        object.add("contents", JSONObject(outcome.contents))
        return object.text + "\n"
    }
}
