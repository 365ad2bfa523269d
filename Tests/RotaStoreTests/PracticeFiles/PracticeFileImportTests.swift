import Civil
import RotaDomain
import RotaStore
import SQLite
import TestSupport
import XCTest

/// B11: what an import writes is what the file says, and what is read back.
final class PracticeFileImportTests: XCTestCase {
    private let demo = DemoPractice.file(startingOn: Day(number: 20_786))

    private func imported(_ file: PracticeFile, into temporary: TemporaryStore) throws -> PracticeFile {
        try temporary.store.write { db in
            let merge = PracticeFileMerge(file, into: try PracticeFileRepository(db, .practice).load()?.file)
            XCTAssertEqual(merge.problems, [])
            var writer = PracticeFileImport(db, titles: [:])
            try writer.apply(merge.additions)
            return try XCTUnwrap(PracticeFileRepository(db, .practice).load()?.file)
        }
    }

    func testApply_writesEveryKindOfRecord() throws {
        var file = demo
        file.protectedUntil = Day(number: 20_800)
        let read = try imported(file, into: try TemporaryStore())
        XCTAssertEqual(read.practice, file.practice)
        XCTAssertEqual(read.protectedUntil, file.protectedUntil)
        XCTAssertEqual(read.locations, file.locations)
        XCTAssertEqual(read.clinicians, file.clinicians)
        XCTAssertEqual(read.terms, file.terms)
        XCTAssertEqual(read.leave, file.leave)
        XCTAssertEqual(read.locumBookings, file.locumBookings)
        XCTAssertEqual(Set(read.shifts), Set(file.shifts))
        XCTAssertTrue(file.cover.allSatisfy(read.cover.contains))
        XCTAssertEqual(read.coverOverrides.count, file.coverOverrides.count)
    }

    func testApply_againAddsNothing() throws {
        let temporary = try TemporaryStore()
        let first = try imported(demo, into: temporary)
        XCTAssertTrue(PracticeFileMerge(demo, into: first).isEmpty)
        XCTAssertEqual(try imported(demo, into: temporary), first)
    }

    func testApply_ofAShorterWeekLeavesOneCoverRowForEachOpenPart() throws {
        let temporary = try TemporaryStore()
        _ = try imported(demo, into: temporary)
        var file = demo
        let weekday = try XCTUnwrap(Weekday.allCases.first { demo.practice.open[$0] != nil })
        file.practice.open[weekday] = nil
        file.cover.removeAll { $0.weekday == weekday }
        let read = try imported(file, into: temporary)
        XCTAssertEqual(read.practice.open, file.practice.open)
        XCTAssertEqual(read.cover.count, read.locations.count * read.practice.open.values.reduce(0) { $0 + $1.count })
    }
}
