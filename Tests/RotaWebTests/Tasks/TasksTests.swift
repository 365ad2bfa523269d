import Civil
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// `/tasks` and `/`: what is left to set up until the first rota is published (issue 2, item 2).
final class TasksTests: XCTestCase {
    private func state(_ label: String, _ app: TestApp) throws -> SetupProgress.State? {
        try app.store.read { db in try SetupProgress(db, today: app.practice.today).tasks.first { $0.label == label }?.state }
    }

    func testGenerate_isDoneWhenTheRotaReachesFourWeeks() throws {
        let app = try TestApp.managed()
        XCTAssertEqual(try state("Generate the rota", app), .blocked, "nobody to generate for")
        let clinician = try app.addClinician("Dr Ada Reed")
        _ = try app.addTerm(clinician, TermDetails(type: .salaried, start: day("2026-01-05"), fixedDays: [.mon]))
        XCTAssertEqual(try state("Generate the rota", app), .blocked, "no cover needed")
        try app.store.write { db in _ = try db.run("UPDATE cover SET minimum = 1") }
        try app.addShift(clinician, (app.practice.today + 27).iso)
        XCTAssertEqual(try state("Generate the rota", app), .incomplete)
        XCTAssertTrue(try app.get("/tasks").contains("There are shifts up to \((app.practice.today + 27).words)"))
        try app.addShift(clinician, (app.practice.today + 28).iso)
        XCTAssertEqual(try state("Generate the rota", app), .completed)
    }

    func testHome_isTheWeekOnceSomethingIsPublished() throws {
        let app = try TestApp.managed()
        XCTAssertEqual(try app.get("/").location, "/tasks")
        let clinician = try app.addClinician("Dr Ada Reed")
        try app.addShift(clinician, app.practice.today.monday.iso)
        let page = try app.get("/publications/new")
        XCTAssertEqual(try app.browser.submit(page, form: "/publications").status, .seeOther)
        XCTAssertEqual(try app.get("/").location, "/rota")
    }
}
