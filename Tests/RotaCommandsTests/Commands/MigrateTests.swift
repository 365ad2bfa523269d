import XCTest

@testable import RotaCommands

final class MigrateTests: CommandTestCase {
    func testMigrate_saysWhatItDid() throws {
        let first = try rota("migrate", "--data", path("data"))
        XCTAssertEqual(first.status, 0)
        XCTAssertTrue(first.output.hasPrefix("Applied 0001_"), first.output)
        XCTAssertTrue(first.output.hasSuffix("\nDone.\n"), first.output)
        let second = try rota("migrate", "--data", path("data"))
        XCTAssertEqual(second.status, 0)
        XCTAssertEqual(second.output, "The database is up to date.\n")
    }
}
