import Foundation
import XCTest
@testable import SQLite

final class DiskTests: XCTestCase {
    func testFolder() {
        for (path, folder) in [("/a/b", "/a"), ("/a", "/"), ("a", "."), ("/a/b/", "/a/b")] { XCTAssertEqual(Disk.folder(of: path), folder) }
    }

    /// `sudo rota restore` must not lock out the account that serves the folder.
    func testGiveToOwner_givesRootsFilesToTheFoldersOwner() throws {
        let folder = NSTemporaryDirectory() + "disk-\(UUID().uuidString)", file = folder + "/rota.db"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let account: uid_t = geteuid() == 0 ? 65_534 : geteuid()
        if geteuid() == 0 { XCTAssertEqual(chown(folder, account, 65_534), 0) }
        XCTAssertTrue(FileManager.default.createFile(atPath: file, contents: nil))
        Disk.giveToOwner(file)
        var facts = stat()
        XCTAssertEqual(stat(file, &facts), 0)
        XCTAssertEqual(facts.st_uid, account)
    }
}
