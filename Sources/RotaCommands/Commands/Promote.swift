import Foundation
import RotaBackups
import RotaWeb

/// `rota promote`: on the standby, once the primary is gone: the replica becomes the database.
enum Promote {
    static let subcommand = Subcommand(
        name: "promote", summary: "Make this standby the primary, from Litestream's replica",
        help: """
            Usage: rota promote --from REPLICA_OR_FILE --primary URL [--data DIR] [--litestream PROGRAM] [--json]

            Refuses while the old primary answers. Then restores the replica, proves it, keeps the database that is there,
            and brings the new one up to this program. What the primary had not replicated yet is lost: at most about a
            second, as a rule. Make sure that the old primary cannot start again: two primaries can't be joined.

              --from              Litestream's replica (sftp://…, s3://…, file:///…, or a folder), or a database file that
                                  litestream restore wrote; stop one that follows (-f) first
              --primary URL       the old primary's own address, such as https://rota1.example.org
              --data DIR          the data folder
              --litestream PROGRAM  where Litestream is, unless on the PATH
              --json              prints JSON
            """,
        options: ["data", "from", "primary", "litestream"], flags: ["json"], run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        let from = try call.arguments.required("from"), address = try call.arguments.required("primary")
        guard let primary = PrimaryProbe(address) else { throw Arguments.Wrong(text: "--primary must be http:// or https:// and a host, not \"\(address)\".") }
        let installation = try Installation(call)
        let lock = try installation.lockData()
        try refuseWhileAlive(primary, address)
        let outcome = try withExtendedLifetime(lock) { try promote(installation, from, call) }
        try RestorationReport(file: from, outcome: outcome, data: installation.settings.data).tell(call, ending: "This is the primary now; keep the old one from starting.")
        return 0
    }

    /// Asks three times: a primary that is starting again is one that lives.
    private static func refuseWhileAlive(_ primary: PrimaryProbe, _ address: String) throws(Failure) {
        for attempt in 1...3 {
            if let answer = primary.answer() { throw Failure("The old primary \(address) answers (\(answer)). Stop it first, so that nothing that people enter there is lost.") }
            if attempt < 3 { usleep(500_000) }
        }
    }

    private static func promote(_ installation: Installation, _ from: String, _ call: Invocation) throws -> Restoration.Outcome {
        let restoration = Restoration(data: installation.dataFolder, migrator: try installation.migrator()), now = Clock.system.now()
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: from, isDirectory: &isFolder)
        if exists, !isFolder.boolValue { return try restoration.restore(from, for: .promotion, at: now) }
        let replica = exists ? "file://\(URL(fileURLWithPath: from).path)" : from
        guard replica.contains("://") else { throw Failure("There is no file or folder \(from). Name the replica with --from, such as sftp://user@host/path.") }
        let file = "\(installation.dataFolder)/.replica-\(getpid()).db"
        defer { for end in ["", "-wal", "-shm", "-txid", ".tmp"] { unlink(file + end) } }
        try Litestream(call).restore(replica, to: file)
        return try restoration.restore(file, for: .promotion, at: now)
    }
}

/// The external program that replicates the database (litestream.io).
struct Litestream {
    private let program: String

    /// - Parameter call: `--litestream`, or the PATH's first.
    init(_ call: Invocation) throws(Failure) {
        if let named = call.arguments["litestream"] {
            program = named
        } else {
            let folders = (call.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
            program = folders.map { "\($0)/litestream" }.first { access($0, X_OK) == 0 } ?? "litestream"
        }
        guard access(program, X_OK) == 0 else { throw Failure("Litestream was not found (\(program)). Install it, or say where it is with --litestream.") }
    }

    /// Writes the newest state of the replica to a file that is not there yet.
    func restore(_ replica: String, to file: String) throws {
        let process = Process(), errors = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["restore", "-o", file, replica]
        process.standardInput = nil
        process.standardOutput = errors
        process.standardError = errors
        try process.run()
        let words = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0, access(file, F_OK) == 0 else {
            let last = words.split(whereSeparator: \.isNewline).last.map(String.init) ?? "it said nothing"
            throw Failure("Litestream could not restore \(replica): \(last)")
        }
    }
}
