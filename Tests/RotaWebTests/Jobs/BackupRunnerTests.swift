import Civil
import Foundation
import RotaBackups
import RotaStore
import SQLite
import Secrets
import Synchronization
import TestSupport
import XCTest

@testable import RotaWeb

/// B14: nightly, made up when missed, never twice.
final class BackupRunnerTests: XCTestCase {
    private var folder = URL(fileURLWithPath: "/nonexistent")
    private let clock = FakeClock(Instant(seconds: 0))

    override func setUpWithError() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "rota-nightly-\(UUID().uuidString)")
        try stand(at: "2026-11-21T12:00:00Z")
    }

    override func tearDown() { try? FileManager.default.removeItem(at: folder) }

    private func stand(at text: String) throws {
        clock.now = try XCTUnwrap(Instant(iso: text))
    }

    private func makePractice(_ store: Store, _ change: (inout Settings) -> Void = { _ in }) throws -> Practice {
        var settings = Settings()
        (settings.backups, settings.backupKeep) = (folder.path, 3)
        change(&settings)
        let assets = try Assets(folder: PackageFolder.url.appending(path: "Public"))
        return Practice(store: store, clock: Clock { [clock] in clock.now }, random: .system, settings: settings, assets: assets)
    }

    private func makeRunner(_ practice: Practice, grace: Double = 300, log: @escaping @Sendable (String) -> Void = { _ in }) throws -> BackupRunner {
        BackupRunner(practice, check: try BackupRunnerTests.check(), grace: grace, retry: 77, log: Log { log($0.text) })
    }

    static func check() throws -> BackupCheck {
        BackupCheck(try Migrator(try Migration.read(folder: PackageFolder.url.appending(path: "Migrations").path), hash: { SHA256.hex($0) }))
    }

    private func backups() -> [String] { BackupFolder(folder.path).backups().map(\.file) }

    private func lastEntry(_ store: Store) throws -> AuditEntry? { try store.read { db in try AuditLog(db).page(limit: 1).entries.first } }

    func testWork_makesTheMissedOneOnce_thenWaitsForTheNight() throws {
        let temporary = try TemporaryStore(), practice = try makePractice(temporary.store), runner = try makeRunner(practice)
        XCTAssertEqual(runner.work(isAsked: false), 52_200, "until 02:30")
        XCTAssertEqual(backups(), ["rota-20261121T120000Z.db"])
        XCTAssertEqual(try lastEntry(temporary.store)?.action, "make backup")
        XCTAssertEqual(try lastEntry(temporary.store)?.subject, "rota-20261121T120000Z.db")
        try stand(at: "2026-11-22T02:29:59Z")
        XCTAssertEqual(runner.work(isAsked: false), 1)
        XCTAssertEqual(backups().count, 1)
        try stand(at: "2026-11-22T02:30:00Z")
        XCTAssertEqual(runner.work(isAsked: false), 86_400)
        XCTAssertEqual(runner.work(isAsked: false), 86_400)
        XCTAssertEqual(backups().count, 2, "not twice")
        XCTAssertEqual(BackupPlan(practice.settings)?.age(at: practice.clock.now() + 60), 60)
    }

    /// Every ten minutes from March to November, both clock changes among them.
    func testWork_isNightly_whateverTheClocksDo() throws {
        let temporary = try TemporaryStore(), runner = try makeRunner(try makePractice(temporary.store) { $0.backupAt = "01:30" })
        for (start, days) in [("2027-03-26T12:00:00Z", 4), ("2027-10-29T12:00:00Z", 4)] {
            try? FileManager.default.removeItem(at: folder)
            try stand(at: start)
            let first = clock.now
            var made: Set<String> = []
            for minute in stride(from: 0, to: days * 1_440, by: 10) {
                clock.now = first + minute * 60
                _ = runner.work(isAsked: false)
                made.formUnion(backups())
            }
            XCTAssertEqual(made.count, days + 1, "the missed one, and one a night: \(made.sorted())")
            XCTAssertEqual(backups().count, 3, "ROTA_BACKUP_KEEP")
        }
    }

    func testWork_failed_isToldAndTriedAgain() throws {
        let temporary = try TemporaryStore(), lines = Lines()
        let taken = temporary.folder.appending(path: "taken")
        try Data().write(to: taken)
        let runner = try makeRunner(try makePractice(temporary.store) { $0.backups = taken.path }, log: { lines.add($0) })
        XCTAssertEqual(runner.work(isAsked: false), 77)
        XCTAssertTrue(lines.all[0].hasPrefix("ts=2026-11-21T12:00:00Z level=error job=backup error=\"The folder for backups"), lines.all[0])
        XCTAssertEqual(try lastEntry(temporary.store)?.action, "backup failed")
        try FileManager.default.removeItem(at: taken)
        XCTAssertEqual(runner.work(isAsked: false), 52_200)
    }

    func testOff_stillMakesOneWhenAsked() throws {
        let temporary = try TemporaryStore(), practice = try makePractice(temporary.store) { ($0.backups, $0.data) = ("off", folder.path) }
        let runner = try makeRunner(practice)
        XCTAssertNil(BackupPlan(practice.settings))
        _ = runner.work(isAsked: false)
        XCTAssertFalse(FileManager.default.fileExists(atPath: folder.path))
        _ = runner.work(isAsked: true)
        XCTAssertEqual(BackupFolder(folder.path + "/backups").backups().count, 1)
    }

    func testThread_makesOneWhenAsked_andEnds() throws {
        let temporary = try TemporaryStore(), isDone = DispatchSemaphore(value: 0)
        let runner = try makeRunner(try makePractice(temporary.store), log: { _ in isDone.signal() })
        runner.start()
        XCTAssertEqual(isDone.wait(timeout: .now() + 0.05), .timedOut, "not before the grace is over")
        runner.makeNow()
        XCTAssertEqual(isDone.wait(timeout: .now() + 30), .success)
        runner.stop()
        XCTAssertEqual(backups(), ["rota-20261121T120000Z.db"])
    }

    func testThread_makesTheMissedOneAfterTheGrace() throws {
        let temporary = try TemporaryStore(), isDone = DispatchSemaphore(value: 0)
        let runner = try makeRunner(try makePractice(temporary.store), grace: 0, log: { _ in isDone.signal() })
        runner.start()
        XCTAssertEqual(isDone.wait(timeout: .now() + 30), .success)
        runner.stop()
    }
}

private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
}
