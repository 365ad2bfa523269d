import Foundation
import SQLite
import XCTest

@testable import RotaBackups
@testable import RotaCommands

/// `rota restore` and `rota promote`; the swap itself is `RestorationTests`'.
final class RestoreTests: CommandTestCase {
    /// A backup of the small practice; afterwards the live one is changed.
    private func makeBackup() throws -> String {
        XCTAssertEqual(try rota("import", "--data", path("data"), try file("practice.json", SmallPracticeFile.text)).status, 0)
        XCTAssertEqual(try rota("backup", "--data", path("data")).status, 0)
        let database = try Connection(path: path("data/rota.db"), mode: .readWrite)
        try database.executeScript("UPDATE clinicians SET name = 'Dr Amara Changed' WHERE name = 'Dr Amara Okafor'")
        database.close()
        let name = try XCTUnwrap(FileManager.default.contentsOfDirectory(atPath: path("data/backups")).first { $0.hasSuffix(".db") })
        return path("data/backups/\(name)")
    }

    private func export() throws -> String { try rota("export", "--data", path("data")).output }

    func testRestore_bringsTheBackupBack() throws {
        let backup = try makeBackup()
        XCTAssertTrue(try export().contains("Dr Amara Changed"))
        let run = try rota("restore", backup, "--data", path("data"))
        XCTAssertEqual(run.status, 0, run.errors)
        XCTAssertTrue(run.output.hasPrefix("Restored \(backup), taken 20"), run.output)
        XCTAssertTrue(run.output.contains("Inside:        2 clinicians"), run.output)
        XCTAssertTrue(run.output.hasSuffix("Everyone has to sign in again. Start the program: rota serve --data \(path("data"))\n"), run.output)
        XCTAssertTrue(try export().contains("Dr Amara Okafor"))
        let aside = try XCTUnwrap(run.output.firstMatch(of: /The old database lies in (\S+);/)?.1)
        XCTAssertEqual(try rota("restore", "\(aside)/rota.db", "--data", path("back")).status, 0, "what was set aside is restored in the same way")
        XCTAssertTrue(try rota("export", "--data", path("back")).output.contains("Dr Amara Changed"))
    }

    func testRestore_refusesWhileAServerRuns() throws {
        let backup = try makeBackup(), lock = try DataLock(folder: path("data"))
        let run = try rota("restore", backup, "--data", path("data"))
        withExtendedLifetime(lock) {}
        XCTAssertEqual(run.status, 1)
        XCTAssertTrue(run.errors.contains("is in use by another rota (process \(getpid())). Stop it"), run.errors)
        XCTAssertTrue(try export().contains("Dr Amara Changed"))
    }

    func testRestore_ofWhatIsNoBackup() throws {
        _ = try makeBackup()
        let run = try rota("restore", try file("letter.txt", "Dear patients,"), "--data", path("data"))
        XCTAssertEqual(run.status, 1)
        XCTAssertEqual(run.errors, "rota: \(path("letter.txt")) is no database. Use another file.\n")
        XCTAssertTrue(try export().contains("Dr Amara Changed"))
        XCTAssertEqual(try rota("restore", "--data", path("data")).status, 2)
    }

    func testStart_refusesAHalfRestoredFolder() throws {
        _ = try makeBackup()
        _ = try file("data/rota.db.new", "half")
        let run = try rota("migrate", "--data", path("data"))
        XCTAssertEqual(run.status, 1)
        XCTAssertTrue(run.errors.contains("was broken off. Wait for it, or run rota restore again; nothing is lost."), run.errors)
    }

    /// Stands for Litestream: `restore -o FILE REPLICA` copies the one database in the replica's folder.
    private func litestream(_ script: String = #"cp "${4#file://}/replica.db" "$3""#) throws -> String {
        let program = try file("litestream-\(UUID().uuidString)", "#!/bin/sh\n\(script)\n")
        chmod(program, 0o700)
        return program
    }

    private let nobody = "--primary=http://127.0.0.1:1"

    func testPromote_restoresTheReplica() throws {
        let backup = try makeBackup()
        try FileManager.default.createDirectory(atPath: path("replica"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: backup, toPath: path("replica/replica.db"))
        let run = try rota("promote", "--from", path("replica"), nobody, "--data", path("standby"), "--litestream", try litestream())
        XCTAssertEqual(run.status, 0, run.errors)
        XCTAssertTrue(run.output.contains("Latest change: "), run.output)
        XCTAssertTrue(run.output.contains("This is the primary now; keep the old one from starting."), run.output)
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: path("standby")).sorted(), ["rota.db", "rota.lock"])
        XCTAssertTrue(try rota("export", "--data", path("standby")).output.contains("Dr Amara Okafor"))
    }

    func testPromote_takesAFileToo() throws {
        let backup = try makeBackup()
        XCTAssertEqual(try rota("promote", "--from", backup, nobody, "--data", path("standby")).status, 0)
    }

    func testPromote_refusesWhereItIsNotSure_untilItIsSaid() throws {
        let backup = try makeBackup(), unknown = "--primary=http://no-such-name.invalid"
        let refused = try rota("promote", "--from", backup, unknown, "--data", path("standby"))
        XCTAssertEqual(refused.status, 1)
        XCTAssertTrue(refused.errors.hasPrefix("rota: It is not sure that the old primary http://no-such-name.invalid is off: the name no-such-name.invalid can't be looked up: "), refused.errors)
        XCTAssertTrue(refused.errors.hasSuffix("when you are sure, add --primary-is-off.\n"), refused.errors)
        XCTAssertFalse(FileManager.default.fileExists(atPath: path("standby/rota.db")))
        XCTAssertEqual(try rota("promote", "--from", backup, unknown, "--primary-is-off", "--data", path("standby")).status, 0)
    }

    private func promote(_ backup: String, _ statuses: [Int], _ flags: String...) throws -> CommandRun {
        let primary = RawListener()
        primary.answer(statuses.map { "HTTP/1.1 \($0) X\r\n\r\n" })
        return try rota(words: ["promote", "--from", backup, "--primary", "http://\(primary.address)", "--data", path("standby")] + flags)
    }

    /// Three times it was not there, and then, while the replica was fetched, its machine has started it again.
    func testPromote_asksThePrimaryAgainRightBeforeTheExchange() throws {
        let backup = try makeBackup()
        let run = try promote(backup, [502, 502, 502, 200])
        XCTAssertEqual(run.status, 1)
        XCTAssertTrue(run.errors.contains("answers (200). Stop it first"), run.errors)
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: path("standby")), ["rota.lock"])
        XCTAssertEqual(try promote(backup, [502, 502, 502, 502]).status, 0)
    }

    /// That an answer is no answer can't be said.
    func testPromote_refusesWhileThePrimaryAnswers_whateverIsSaid() throws {
        let backup = try makeBackup()
        let run = try promote(backup, [200], "--primary-is-off")
        XCTAssertTrue(run.errors.contains("answers (200)"), run.errors)
    }

    func testReport_tellsOfAWarning() throws {
        let backup = try makeBackup(), contents = try XCTUnwrap(try? BackupContents(Connection(path: backup, mode: .readOnly)))
        let outcome = Restoration.Outcome(contents: contents, hasChecksum: true, migrations: [], setAside: nil, warning: "Look here.")
        for flags: [String] in [[], ["--json"]] {
            let output = path("report"), descriptor = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            let call = Invocation(arguments: try Arguments(flags, flags: ["json"]), terminal: Terminal(input: 0, output: descriptor, errors: 2), environment: [:])
            try RestorationReport(file: backup, outcome: outcome, data: "d").tell(call, ending: "End.")
            close(descriptor)
            let said = try text(output)
            XCTAssertTrue(said.contains(flags.isEmpty ? "\nWarning: Look here.\nEnd. Start" : #""warning": "Look here.""#), said)
        }
    }

    func testPromote_saysWhatWentWrong() throws {
        for (from, program, words) in [
            (path("none"), try litestream(), "There is no file or folder \(path("none"))"),
            ("file:///none", path("nothing"), "Litestream was not found (\(path("nothing")))"),
            ("file:///none", try litestream("echo one; echo no backups found >&2; exit 1"), "Litestream could not restore file:///none: no backups found"),
            ("file:///none", try litestream("exit 0"), "it said nothing"),
        ] {
            let run = try rota("promote", "--from", from, nobody, "--data", path("standby"), "--litestream", program)
            XCTAssertEqual(run.status, 1)
            XCTAssertTrue(run.errors.contains(words), run.errors)
            XCTAssertFalse(FileManager.default.fileExists(atPath: path("standby/rota.db")))
        }
        XCTAssertEqual(try rota("promote", "--from", "x", "--primary=rota.example.org").status, 2)
        XCTAssertEqual(try rota("promote", "--from", "x").status, 2)
    }
}
