import Civil
import RotaDomain
import RotaStore
import SQLite
import TestSupport
import XCTest

final class PracticeBeginningTests: XCTestCase {
    /// S0.53 to S0.55, B8
    func testBegin_bringsGroupsAndBankHolidays() throws {
        let temporary = try TemporaryStore()
        try temporary.store.write { db in
            try PracticeBeginning.begin(db, PracticeRecord(name: "Elm Surgery", nation: .scotland))
            XCTAssertEqual(try PracticeRepository(db).find()?.nation, .scotland)
            let groups = ClinicianGroupRepository(db, .practice)
            XCTAssertEqual(try groups.all().map(\.name), ClinicianGroup.wellKnown)
            let supervisors = try groups.supervisorGroups()
            XCTAssertEqual(try groups.withMembers().filter { supervisors[.fy] == $0.group.id }.map(\.group.name), ["FY Supervisor"])
            XCTAssertEqual(try ClosureRepository(db).find(on: XCTUnwrap(Day(iso: "2026-11-30")))?.source, .bankHoliday, "St Andrew’s Day")
        }
    }

    func testBegin_keepsGroupsAndClosuresThatAreThere() throws {
        let temporary = try TemporaryStore()
        try temporary.store.write { db in
            _ = try ClinicianGroupRepository(db, .practice).insert(name: "Ours")
            let christmas = try XCTUnwrap(Day(iso: "2026-12-25"))
            _ = try ClosureRepository(db).insert(christmas, .am, title: "Our morning", source: .practice)
            try PracticeBeginning.begin(db, PracticeRecord(name: "Elm Surgery", nation: .scotland))
            XCTAssertEqual(try ClinicianGroupRepository(db, .practice).all().map(\.name), ["Ours"])
            XCTAssertEqual(try ClosureRepository(db).find(on: christmas)?.title, "Our morning")
        }
    }
}
