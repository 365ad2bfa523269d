import Civil
import Foundation
import SQLite
import Secrets
import XCTest

@testable import RotaBackups

final class BackupMakerTests: BackupTestCase {
    func testMake_writesAProvedCopyWithItsChecksum() throws {
        try note("before the backup")
        let made = try backUp()
        try note("after the backup")
        XCTAssertEqual(try names(folder.path), ["rota-20261121T120000Z.db", "rota-20261121T120000Z.db.sha256"])
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: made.path)))
        XCTAssertEqual(made.sha256, SHA256.hex(bytes))
        XCTAssertEqual(made.bytes, bytes.count)
        XCTAssertEqual(try String(contentsOfFile: made.path + ".sha256", encoding: .utf8), "\(made.sha256)  rota-20261121T120000Z.db\n", "as sha256sum writes it")
        XCTAssertEqual(made.contents.latest?.action, "before the backup")
        for name in try names(folder.path) {
            XCTAssertEqual(try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(name)")[.posixPermissions] as? Int, 0o600, name)
        }
        XCTAssertEqual(try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int, 0o700)
    }

    func testMake_whileAnotherConnectionWritesBetweenThePieces() throws {
        try store.write { db in
            for _ in 0..<600 { try db.run("INSERT INTO audit_entries (at, actor, action, subject_kind, subject) VALUES ('2026-11-21T12:00:00Z', 'x', 'fill', 'x', hex(randomblob(4000)))") }
        }
        let isDone = DispatchSemaphore(value: 0), hasEnded = DispatchSemaphore(value: 0)
        let (store, now) = (try store, now)
        Thread.detachNewThread {
            while isDone.wait(timeout: .now()) == .timedOut {
                _ = try? store.write { db in try db.run("INSERT INTO audit_entries (at, actor, action, subject_kind, subject) VALUES (:at, 'x', 'meanwhile', 'x', 'x')", ["at": now.iso]) }
            }
            hasEnded.signal()
        }
        let made = try backUp()
        isDone.signal()
        hasEnded.wait()
        XCTAssertGreaterThan(made.bytes, 4 << 20, "more than one piece")
        XCTAssertEqual(try BackupCheck(migrator()).verify(made.path).contents, made.contents)
    }

    func testMake_refusesASecondOneOfTheSameSecond() throws {
        try backUp()
        assertFails("There is a backup of this very second already") { try backUp() }
        XCTAssertEqual(try names(folder.path).count, 2)
    }

    func testMake_leavesNothingOfAFailure() throws {
        let maker = BackupMaker(try folder, keep: 1, check: BackupCheck(try migrator()))
        let earlier = try backUp(at: now - 86_400)
        assertFails("disk") {
            try maker.make(at: now) { path in
                try Data("half a".utf8).write(to: URL(fileURLWithPath: path))
                throw SQLiteError(extendedCode: 13, message: "database or disk is full", sql: "backup")
            }
        }
        assertFails("is damaged") {
            try maker.make(at: now) { path in
                try store.database.backup(to: path)
                try damage(path, at: 4_096 * 3 + 5)
            }
        }
        XCTAssertEqual(try folder.backups(), [earlier.name], "and the one before stays")
        XCTAssertEqual(try names(folder.path).count, 2)
    }

    func testMake_saysWhatStandsAgainstTheFolder() throws {
        try Data().write(to: URL(fileURLWithPath: folder.path))
        assertFails("cannot be made. Choose another") { try backUp() }
    }

    /// Whoever can write there can put a backup of their own in place of ours; where it is sticky, as /tmp is, they can't.
    func testMake_refusesAFolderThatEverybodyCanWrite() throws {
        try backUp(at: now - 60)
        for mode: mode_t in [0o777, 0o702] {
            chmod(try folder.path, mode)
            assertFails("Everybody can write in the folder") { try backUp() }
        }
        XCTAssertEqual(try names(folder.path).count, 2)
        chmod(try folder.path, 0o770)
        XCTAssertNoThrow(try backUp())
        chmod(try folder.path, 0o1777)
        XCTAssertNoThrow(try backUp(at: now + 1))
    }

    func testRetention_removesBackupsOnly_andNeverTheNewest() throws {
        let others = ["rota-20200101T000000Z.db.bak", "rota.db", "notes.txt", "rota-20200101T000000Z.db"]
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        for name in others { try Data("x".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)")) }
        for day in 0..<4 { try backUp(at: now + day * 86_400, keep: 2) }
        XCTAssertEqual(try folder.backups().map(\.file), ["rota-20261123T120000Z.db", "rota-20261124T120000Z.db"])
        XCTAssertTrue(Set(try names(folder.path)).isSuperset(of: others), "one without a checksum is none of ours")
        XCTAssertEqual(try backUp(at: now + 5 * 86_400, keep: 0).removed.count, 2)
        XCTAssertEqual(try folder.backups().map(\.file), ["rota-20261126T120000Z.db"])
    }

    /// Made while the clock was wrong, they would drive out what is made today, again and again.
    func testRetention_countsNoneOfTheFuture() throws {
        let future = try [400, 401].map { try backUp(at: now + $0 * 86_400).name }
        let today = try backUp(keep: 1)
        XCTAssertEqual(today.removed, [])
        XCTAssertEqual(try folder.backups(), [today.name] + future)
        let next = try backUp(at: now + 86_400, keep: 1)
        XCTAssertEqual(next.removed, [today.name])
        XCTAssertEqual(try folder.newest(at: now + 86_400), next.name)
    }

    func testNewest_isNotOfTheFuture() throws {
        let made = try backUp()
        try backUp(at: now + 400 * 86_400)
        XCTAssertEqual(try folder.newest(at: now), made.name)
        XCTAssertNil(BackupFolder("/nonexistent").newest(at: now))
    }

    func testSweep_removesWhatIsADayOld() throws {
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        for (name, age) in [(".rota-20261119T120000Z.db.77", 90_000), (".rota-20261121T110000Z.db.78", 3_600)] {
            try Data("x".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
            try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: Double(now.seconds - age))], ofItemAtPath: "\(folder.path)/\(name)")
        }
        try backUp()
        XCTAssertEqual(try names(folder.path), [".rota-20261121T110000Z.db.78", "rota-20261121T120000Z.db", "rota-20261121T120000Z.db.sha256"])
    }
}
