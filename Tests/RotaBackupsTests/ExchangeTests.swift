import Foundation
import XCTest

@testable import RotaBackups

/// The moment at which one database takes another's place: on names alone, whatever is in the files.
final class ExchangeTests: XCTestCase {
    private var folder = ""
    private static let old = ["rota.db": "old", "rota.db-wal": "old WAL", "rota.db-shm": "old index", "rota.db-journal": "old journal"]

    override func setUpWithError() throws { folder = try makeFolder() }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: folder) }

    private func makeFolder() throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "rota-exchange-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    private func write(_ files: [String: String], in folder: String? = nil) throws {
        let folder = folder ?? self.folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
    }

    /// Every file below, by its path, with its text.
    private func files(_ folder: String? = nil) throws -> [String: String] {
        let folder = folder ?? self.folder
        var found: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            if let data = FileManager.default.contents(atPath: "\(folder)/\(name)") { found[name] = String(decoding: data, as: UTF8.self) }
        }
        return found
    }

    private func exchange(_ folder: String? = nil, sync: @escaping (String) throws(BackupError) -> Void = { _ in }) -> Exchange {
        let folder = folder ?? self.folder
        return Exchange(data: folder, new: folder + "/rota.db.restoring", sync: sync)
    }

    private func prepare() throws { try write(Self.old.merging(["rota.db.restoring": "new"]) { $1 }) }

    func testMake_leavesNothingOfTheOldOneBesideTheNew() throws {
        try prepare()
        let done = try exchange().make(aside: "replaced-1")
        XCTAssertEqual(done.aside, folder + "/replaced-1")
        XCTAssertNil(done.warning)
        XCTAssertEqual(try files(), ["rota.db": "new"].merging(Self.old.map { ("replaced-1/\($0)", $1) }) { $1 }, "a journal beside it would be played back into it")
    }

    func testMake_whereThereWasNone() throws {
        try write(["rota.db.restoring": "new"])
        XCTAssertNil(try exchange().make(aside: "replaced-1").aside)
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder), ["rota.db"])
    }

    /// The power fails at each step, and at each step of what then puts things right: the old database comes back whole, or the new one stands.
    func testPowerCut_atAnyMoment() throws {
        try prepare()
        let cuts = try states(of: folder) { _ = try $0.make(aside: "replaced-1") }
        XCTAssertGreaterThan(cuts.count, 8)
        var ended: Set<String> = []
        for cut in cuts {
            for second in try states(of: cut, { try $0.undoHalfDone() }) + [cut] {
                try exchange(second).undoHalfDone()
                let found = try files(second).filter { $0.key != "rota.db.restoring" && $0.key != "rota.db.aside" }
                let isNew = found["rota.db"] == "new"
                XCTAssertEqual(found, isNew ? ["rota.db": "new"].merging(Self.old.map { ("replaced-1/\($0)", $1) }) { $1 } : Self.old)
                ended.insert(isNew ? "new" : "old")
                XCTAssertFalse(FileManager.default.fileExists(atPath: Exchange.marker(in: second)))
                try FileManager.default.removeItem(atPath: second)
            }
        }
        XCTAssertEqual(ended, ["old", "new"])
    }

    /// Copies of the folder as it is on the disk at each step.
    private func states(of folder: String, _ work: (Exchange) throws -> Void) throws -> [String] {
        var copies: [String] = []
        let scratch = try makeFolder() + "/data"
        try FileManager.default.copyItem(atPath: folder, toPath: scratch)
        defer { try? FileManager.default.removeItem(atPath: URL(fileURLWithPath: scratch).deletingLastPathComponent().path) }
        try work(exchange(scratch) { _ throws(BackupError) in
            let copy = FileManager.default.temporaryDirectory.appending(path: "rota-exchange-\(UUID().uuidString)").path
            do { try FileManager.default.copyItem(atPath: scratch, toPath: copy) } catch { throw BackupError("\(error)") }
            copies.append(copy)
        })
        return copies
    }

    /// The clock was ahead once: the newest name is not the newest folder.
    func testFailure_putsBackWhatLeft_andNothingElse() throws {
        try prepare()
        try write(["rota.db": "another practice's", "rota.db-wal": "its WAL"], in: folder + "/replaced-20990101T000000Z")
        let before = try files()
        for failing in 1...9 {
            var count = 0
            XCTAssertThrowsError(try exchange { path throws(BackupError) in
                count += 1
                if count == failing { throw BackupError("the disk is gone") }
            }.make(aside: "replaced-20261121T120000Z"), "\(failing)")
            var after = try files()
            after["rota.db.restoring"] = "new"
            XCTAssertEqual(after, before, "\(failing)")
            try write(["rota.db.restoring": "new"])
        }
    }

    /// Whether there is a database in its place or none.
    func testUndo_touchesNoFolderThatIsNotNamed() throws {
        let others = ["replaced-1/rota.db": "older", "replaced-1/rota.db-wal": "older", "replaced-2/rota.db-wal": "without its database", "elsewhere/rota.db": "a copy"]
        for place in [["rota.db": "today's"], [:]] {
            for note in [nil, "replaced-1/../elsewhere", "elsewhere", "..", "", "replaced-2\n", "replaced-3\n"] {
                try write(place.merging(["rota.db.new": "half"]) { $1 })
                try write(["rota.db": "older", "rota.db-wal": "older"], in: folder + "/replaced-1")
                try write(["rota.db-wal": "without its database"], in: folder + "/replaced-2")
                try write(["rota.db": "a copy"], in: folder + "/elsewhere")
                if let note { try write(["rota.db.aside": note]) }
                try exchange().undoHalfDone()
                XCTAssertEqual(try files(), others.merging(place) { $1 }, "\(note ?? "none")")
                try FileManager.default.removeItem(atPath: folder)
            }
        }
        try write([:])
    }

    /// Telling of a failure would have the administrator do it again, over the new database.
    func testFailure_afterTheLastRename_isAWarning() throws {
        try prepare()
        var count = 0
        _ = try exchange { _ throws(BackupError) in count += 1 }.make(aside: "replaced-1")
        let last = count
        try FileManager.default.removeItem(atPath: folder + "/replaced-1")
        try prepare()
        count = 0
        let done = try exchange { _ throws(BackupError) in
            count += 1
            if count == last { throw BackupError("the disk is gone") }
        }.make(aside: "replaced-1")
        XCTAssertEqual(done.warning, "The new database is in its place, but a power cut may still undo that: the disk is gone")
        XCTAssertEqual(done.aside, folder + "/replaced-1")
        XCTAssertEqual(try files()["rota.db"], "new")
    }
}
