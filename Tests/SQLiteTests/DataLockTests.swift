import Foundation
import Glibc
import XCTest

@testable import SQLite

/// Two servers on one database are refused; so is a restore under a running server.
final class DataLockTests: XCTestCase {
    private var scratch: Scratch!

    override func setUpWithError() throws {
        scratch = try Scratch()
    }

    override func tearDown() {
        scratch = nil
    }

    private func refusal(_ body: () throws -> Void) throws -> DataLockError {
        do {
            try body()
        } catch let error as DataLockError {
            return error
        }
        XCTFail("nothing was refused")
        throw Missing()
    }

    func testTake_refusesTheSecondAndNamesTheFirst() throws {
        let lock = try DataLock(folder: scratch.folder)
        let error = try refusal { _ = try DataLock(folder: scratch.folder) }
        XCTAssertEqual(error, .taken(folder: scratch.folder, process: getpid()))
        XCTAssertTrue(error.description.contains("in use by another rota (process \(getpid())). Stop it first"), error.description)
        XCTAssertEqual(DataLock.holder(of: scratch.folder), getpid())
        withExtendedLifetime(lock) {}
    }

    func testTake_isFreeAgainOnceLetGo() throws {
        XCTAssertNil(DataLock.holder(of: scratch.folder))
        var lock: DataLock? = try DataLock(folder: scratch.folder)
        XCTAssertNotNil(lock)
        lock = nil
        XCTAssertNil(DataLock.holder(of: scratch.folder), "the file stays, the lock does not")
        XCTAssertNoThrow(try DataLock(folder: scratch.folder))
        XCTAssertEqual(scratch.files, ["rota.lock"])
    }

    /// `rota doctor` and `rota restore` look whether the lock is free by taking it for a moment: no reason for a server not to start.
    func testTake_triesTwiceSinceSomebodyMayOnlyBeLooking() throws {
        try scratch.write([], to: "rota.lock")
        let looking = open(scratch.path("rota.lock"), O_RDONLY | O_CLOEXEC)
        defer { close(looking) }
        XCTAssertEqual(flock(looking, LOCK_SH), 0)
        XCTAssertEqual(try refusal { _ = try DataLock(folder: scratch.folder) }, .taken(folder: scratch.folder, process: nil), "who stays has it")
        var pauses = 0
        let lock = try DataLock(folder: scratch.folder) {
            pauses += 1
            flock(looking, LOCK_UN)
        }
        XCTAssertEqual(pauses, 1)
        XCTAssertEqual(DataLock.holder(of: scratch.folder), getpid())
        withExtendedLifetime(lock) {}
    }

    /// Who may write the data folder must not make root's `rota restore` write elsewhere.
    func testTake_followsNoLink() throws {
        try scratch.write(Array("precious".utf8), to: "target")
        for target in ["target", "missing"] {
            unlink(scratch.path("rota.lock"))
            XCTAssertEqual(symlink(scratch.path(target), scratch.path("rota.lock")), 0)
            let error = try refusal { _ = try DataLock(folder: scratch.folder) }
            XCTAssertEqual(error, .unusable(path: scratch.path("rota.lock"), errno: ELOOP))
            XCTAssertEqual(error.description, "\(scratch.path("rota.lock")) is a link, which rota does not follow. Remove it and start again.")
            XCTAssertNil(DataLock.holder(of: scratch.folder))
        }
        XCTAssertEqual(try String(contentsOfFile: scratch.path("target"), encoding: .utf8), "precious")
        XCTAssertEqual(scratch.files, ["rota.lock", "target"])
    }

    func testTake_writesTheNumberOfItsProcessAnew() throws {
        try scratch.write(Array("4194304444\nold".utf8), to: "rota.lock")
        let lock = try DataLock(folder: scratch.folder)
        XCTAssertEqual(try String(contentsOfFile: scratch.path("rota.lock"), encoding: .utf8), "\(getpid())\n")
        withExtendedLifetime(lock) {}
    }

    func testTake_anotherProcessHoldsItUntilItIsKilled() throws {
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        holder.arguments = ["--no-fork", scratch.path("rota.lock"), "sh", "-c", "echo held; exec sleep 60"]
        let said = Pipe()
        holder.standardOutput = said
        try holder.run()
        XCTAssertEqual(said.fileHandleForReading.availableData, Data("held\n".utf8))
        XCTAssertEqual(try refusal { _ = try DataLock(folder: scratch.folder) }, .taken(folder: scratch.folder, process: nil))
        XCTAssertEqual(DataLock.holder(of: scratch.folder), 0, "held, by somebody who left no number")
        kill(holder.processIdentifier, SIGKILL)
        holder.waitUntilExit()
        XCTAssertNoThrow(try DataLock(folder: scratch.folder))
    }

    func testTake_saysWhyTheFileCannotBeHad() throws {
        let missing = scratch.path("missing")
        XCTAssertEqual(
            try refusal { _ = try DataLock(folder: missing) }, .unusable(path: missing + "/rota.lock", errno: ENOENT))
        try FileManager.default.createDirectory(atPath: scratch.path("rota.lock"), withIntermediateDirectories: true)
        let error = try refusal { _ = try DataLock(folder: scratch.folder) }
        XCTAssertEqual(error, .unusable(path: scratch.path("rota.lock"), errno: EISDIR))
        XCTAssertTrue(error.description.contains("can't be locked: Is a directory"), error.description)
    }
}
