import Foundation
import RotaBackups
import RotaWeb

/// `rota promote`: on the standby, once the primary is gone: the replica becomes the database.
enum Promote {
    static let subcommand = Subcommand(
        name: "promote", summary: "Make this standby the primary, from Litestream's replica",
        help: """
            Usage: rota promote --from REPLICA_OR_FILE --primary URL [--primary-is-off] [--data DIR] [--litestream PROGRAM] [--json]

            Refuses while the old primary answers, and when it is not sure that it is gone: when it takes connections but says
            nothing, or its name can't be looked up. Then restores the replica, proves it, asks the primary once more, keeps the
            database that is there, and brings the new one up to this program. What the primary had not replicated yet is lost:
            at most about a second, as a rule. Make sure that the old primary cannot start again: two primaries can't be joined.

              --from              Litestream's replica (sftp://…, s3://…, file:///…, or a folder), or a database file that
                                  litestream restore wrote; stop one that follows (-f) first
              --primary URL       the old primary's own address, such as https://rota1.example.org
              --primary-is-off    you have seen to it that the old primary is off: what is not sure does not hinder then
              --data DIR          the data folder
              --litestream PROGRAM  where Litestream is, unless on the PATH
              --json              prints JSON
            """,
        options: ["data", "from", "primary", "litestream"], flags: ["json", "primary-is-off"], run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        let from = try call.arguments.required("from"), address = try call.arguments.required("primary")
        guard let probe = PrimaryProbe(address) else { throw Arguments.Wrong(text: "--primary must be http:// or https:// and a host, not \"\(address)\".") }
        let primary = Primary(probe: probe, address: address, isSaidToBeOff: call.arguments.has("primary-is-off"))
        let installation = try Installation(call)
        let lock = try installation.lockData()
        // Three times: a primary that is starting again is one that lives.
        try primary.refuseUnlessGone(attempts: 3)
        let outcome = try withExtendedLifetime(lock) { try promote(installation, from, primary, call) }
        try RestorationReport(file: from, outcome: outcome, data: installation.settings.data).tell(call, ending: "This is the primary now; keep the old one from starting.")
        return 0
    }

    private static func promote(_ installation: Installation, _ from: String, _ primary: Primary, _ call: Invocation) throws -> Restoration.Outcome {
        let restoration = Restoration(data: installation.dataFolder, migrator: try installation.migrator()), now = Clock.system.now()
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: from, isDirectory: &isFolder)
        if exists, !isFolder.boolValue { return try restore(from) }
        let replica = exists ? "file://\(URL(fileURLWithPath: from).path)" : from
        guard replica.contains("://") else { throw Failure("There is no file or folder \(from). Name the replica with --from, such as sftp://user@host/path.") }
        let file = "\(installation.dataFolder)/.replica-\(getpid()).db"
        defer { for end in ["", "-wal", "-shm", "-txid", ".tmp"] { unlink(file + end) } }
        try Litestream(call).restore(replica, to: file)
        return try restore(file)

        /// It takes minutes to get there, and its machine may have started the primary again meanwhile.
        func restore(_ file: String) throws -> Restoration.Outcome {
            try restoration.restore(file, for: .promotion, at: now) { try primary.refuseUnlessGone(attempts: 1) }
        }
    }

    /// The one whose place is taken.
    private struct Primary {
        let probe: PrimaryProbe
        let address: String
        let isSaidToBeOff: Bool

        func refuseUnlessGone(attempts: Int) throws(Failure) {
            for attempt in 1...attempts {
                switch probe.look() {
                case .answers(let answer): throw Failure("The old primary \(address) answers (\(answer)). Stop it first, so that nothing that people enter there is lost.")
                case .unsure(let why) where !isSaidToBeOff:
                    throw Failure("It is not sure that the old primary \(address) is off: \(why). Switch its machine off, or correct --primary; when you are sure, add --primary-is-off.")
                case .gone, .unsure: break
                }
                if attempt < attempts { usleep(500_000) }
            }
        }
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
