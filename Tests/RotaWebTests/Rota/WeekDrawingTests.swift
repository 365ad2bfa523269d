import Civil
import HTTP
import RotaDomain
import RotaEngine
import RotaStore
import SQLite
import XCTest

@testable import RotaWeb

/// A week is drawn once for all who see the same of it, and for no others.
final class WeekDrawingTests: XCTestCase {
    private let path = "/rota?week=2026-11-23"

    func testShow_drawsForEachWhatTheyMaySee() throws {
        let app = try RotaFixture.app()
        for _ in 0..<2 {
            try app.signIn(as: .manager)
            XCTAssertTrue(try app.get(path).words.contains("Duty doctor, Main Surgery all day"))
            try app.signIn(as: .clinician)
            let page = try app.get(path)
            XCTAssertFalse(page.words.contains("Duty doctor, Main Surgery all day"))
            XCTAssertTrue(page.words.contains("Not published"))
        }
    }

    func testKey_isAManagersForAllManagersAndAClinicansForOneAlone() throws {
        let app = try RotaFixture.app()
        func key() throws -> WeekDrawing.Key {
            let request = try Request(.get, path, headers: ["Host": "rota.test", "Cookie": "login=\(app.browser.cookie("login") ?? "")"])
            let context = try XCTUnwrap(try Authentication(practice: app.practice).signedIn(request, RouteParameters()))
            return WeekDrawing.Key(context, WeekAddress(context.request.query, today: context.today))
        }
        try app.signIn(as: .manager)
        let manager = try key()
        XCTAssertNil(manager.account)
        try app.signIn(as: .clinician)
        XCTAssertNotNil(try key().account)
        XCTAssertNotEqual(try key(), manager)
        let today = try key()
        app.now = app.now + 86_400
        try app.signIn(as: .clinician)
        XCTAssertNotEqual(try key(), today)
    }

    func testShow_drawsAnewWhatHasChanged() throws {
        let app = try RotaFixture.app()
        try app.signIn(as: .manager)
        XCTAssertTrue(try app.get(path).words.contains("Dr Amara Okafor"))
        try app.practice.store.write { db in _ = try db.run("UPDATE clinicians SET name = 'Dr Amara Obi' WHERE code = 'okafor'") }
        let page = try app.get(path)
        XCTAssertTrue(page.words.contains("Dr Amara Obi"))
        XCTAssertFalse(page.words.contains("Dr Amara Okafor"))
    }

    /// Who doesn't stand on the rota can't be against a rule there, nor be missed.
    func testWarnings_ofThoseAtWorkAreTheWarningsOfAll() throws {
        let app = try RotaFixture.app { file in
            file.terms[1].duty = false
            file.shifts.removeFirst()
            file.leave.append(PracticeFile.Leave(clinician: "brennan", range: DayRange(RotaFixture.monday), type: "sick"))
            file.shifts += [RotaFixture.shift("okafor", 2, .full), RotaFixture.shift("okafor", 3, .am), RotaFixture.shift("okafor", 4, .full)]
            file.terms.insert(PracticeFile.Term(clinician: "goldberg", type: .partner, start: RotaFixture.day("2025-01-06"), end: RotaFixture.day("2025-12-31"), locations: [], fte: 50), at: 0)
        }
        let rota = try XCTUnwrap(try app.practice.store.read { db in try ShiftRepository(db, .practice).rota(RotaFixture.week) })
        let whole = RuleChecker(rota.file, range: RotaFixture.week), found = WarningsFound.find(in: rota, RotaFixture.week)
        XCTAssertEqual(found.gaps.map(\.gap), whole.gaps(rota.file.shifts))
        XCTAssertEqual(found.gaps.map(\.gap), Warning.find(in: rota.file, RotaFixture.week).map(\.gap))
        let rules = RuleWarning.find(in: rota, RotaFixture.week, whole)
        XCTAssertEqual(found.rules.map(\.text), rules.map(\.text))
        XCTAssertEqual(found.rules.map(\.day), rules.map(\.day))
        XCTAssertGreaterThan(rules.count, 2)
        XCTAssertGreaterThan(found.gaps.count, 2)
    }

    func testAtWork_leavesOutWhoHasNoShift() {
        let file = RotaFixture.file.atWork(RotaFixture.week)
        XCTAssertEqual(file.clinicians.map(\.id), ["okafor", "goldberg", "brennan", "tanaka", "lee"])
        var empty = RotaFixture.file
        empty.shifts = [RotaFixture.shift("lee", 0, .full)]
        XCTAssertEqual(empty.atWork(RotaFixture.week).terms.map(\.clinician), ["lee"])
        XCTAssertEqual(empty.atWork(RotaFixture.week).leave, [])
        XCTAssertEqual(empty.atWork(DayRange(weekOf: RotaFixture.day("2025-12-20"))).terms, [])
    }
}
