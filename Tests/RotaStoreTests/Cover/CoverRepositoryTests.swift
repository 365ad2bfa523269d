import Civil
import RotaDomain
import RotaStore
import SQLite
import TestSupport
import XCTest

/// rules.md, `cover`: one row for each open part and location, and no other.
final class CoverRepositoryTests: XCTestCase {
    func testMatchOpening_addsWhatOpensAndForgetsWhatCloses() throws {
        let temporary = try TemporaryStore()
        try temporary.store.write { db in
            let (main, branch) = (try LocationRepository(db).insert(name: "Main").id, try LocationRepository(db).insert(name: "Branch").id)
            let cover = CoverRepository(db)
            try PracticeRepository(db).setOpening([.mon: [.am, .pm]])
            try cover.matchOpening()
            let monday = CoverPlace(weekday: .mon, part: .am, locationId: main)
            try cover.set(CoverNeed(minimum: 4, duty: 1), at: monday)
            try cover.set(CoverNeed(minimum: 2, duty: 0), at: CoverPlace(weekday: .mon, part: .pm, locationId: branch))
            try PracticeRepository(db).setOpening([.mon: [.am], .sat: [.am]])
            try cover.matchOpening()
            let rows = try cover.all()
            XCTAssertEqual(rows.count, 4)
            XCTAssertEqual(rows[monday], CoverNeed(minimum: 4, duty: 1))
            XCTAssertEqual(rows[CoverPlace(weekday: .sat, part: .am, locationId: branch)], CoverNeed.none)
            try PracticeRepository(db).setOpening([.mon: [.am, .pm]])
            try cover.matchOpening()
            XCTAssertEqual(try cover.all()[CoverPlace(weekday: .mon, part: .pm, locationId: branch)], CoverNeed.none, "an old figure does not come back")
        }
    }

    func testOverrides_areListedFromAndBeforeADate() throws {
        let temporary = try TemporaryStore()
        let (past, today) = (Day(number: 20_780), Day(number: 20_781))
        try temporary.store.write { db in
            let main = try LocationRepository(db).insert(name: "Main").id
            let overrides = CoverOverrideRepository(db)
            let places = [past, today].map { CoverDate(day: $0, part: .am, locationId: main) }
            for place in places { try overrides.set(CoverOverride(place: place, need: CoverNeed(minimum: 3, duty: 1))) }
            try overrides.set(CoverOverride(place: places[1], need: CoverNeed(minimum: 5, duty: 2)))
            XCTAssertEqual(try overrides.all(from: today).map(\.need), [CoverNeed(minimum: 5, duty: 2)])
            XCTAssertEqual(try overrides.all(before: today).map(\.place.day), [past])
            try overrides.delete(places[0])
            XCTAssertNil(try overrides.find(places[0]))
        }
    }
}
