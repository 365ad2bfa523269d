import SQLite
import XCTest

final class FileSystemTests: XCTestCase {
    func testMagic_otherMachinesDisksAreRefused() {
        for (magic, name) in [(0x6969, "NFS"), (0x517B, "SMB"), (0xFF53_4D42, "SMB"), (0xFE53_4D42, "SMB"), (0x00C3_6400, "Ceph")] {
            XCTAssertEqual(FileSystem(magic: magic), .network(name))
            // On machines of 32 bits the field is signed.
            XCTAssertEqual(FileSystem(magic: Int(Int32(truncatingIfNeeded: magic))), .network(name))
        }
        let refusal = FileSystem.network("NFS").refusal ?? ""
        XCTAssertTrue(refusal.contains("NFS") && refusal.contains("--data"), refusal)
        XCTAssertNil(FileSystem.network("NFS").warning)
    }

    func testMagic_whatCannotBeJudgedIsWarnedOf() {
        for fileSystem in [FileSystem(magic: 0x6573_5546), FileSystem(magic: 0x0102_1997), FileSystem(magic: 0x0102_1994)] {
            XCTAssertNil(fileSystem.refusal)
            XCTAssertNotNil(fileSystem.warning, "\(fileSystem)")
        }
    }

    func testMagic_disksOfThisMachineAreFine() {
        for magic in [0xEF53, 0x5846_5342, 0x9123_683E, 0x2FC1_2FC1, 0x794C_7630] {
            XCTAssertEqual(FileSystem(magic: magic), .local)
            XCTAssertNil(FileSystem.local.refusal)
            XCTAssertNil(FileSystem.local.warning)
        }
    }

    func testFolder_isAskedOfTheSystem() {
        XCTAssertEqual(FileSystem(of: "/dev/shm"), .memory("tmpfs"))
        XCTAssertEqual(FileSystem(of: "/nonexistent"), .local)
    }
}
