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

    func testGroups_areATaskOnceThereIsATrainee() throws {
        let app = try TestApp.managed()
        XCTAssertNil(try state("Groups and supervision", app))
        let (trainer, trainee) = (try app.addClinician("Dr Ada Reed"), try app.addClinician("Dr Sam Lee"))
        _ = try app.addTerm(trainee, TermDetails(type: .st, start: day("2026-01-05"), supervisorId: trainer, fixedDays: [.mon]))
        XCTAssertEqual(try state("Groups and supervision", app), .incomplete)
        try app.store.write { db in
            let group = try db.insert("INSERT INTO clinician_groups (name) VALUES ('Trainers')", [:])
            _ = try db.run("DELETE FROM supervisor_groups")
            _ = try db.run("INSERT INTO supervisor_groups (term_type, group_id) VALUES ('st', :group)", ["group": group])
            XCTAssertEqual(try SetupCounts.count(db).unsupervised, 1, "nobody is in it")
            _ = try db.run("INSERT INTO clinician_group_members (clinician_id, group_id) VALUES (:clinician, :group)", ["clinician": trainer, "group": group])
        }
        XCTAssertEqual(try state("Groups and supervision", app), .completed)
    }

    func testTasks_sayWhatEachWaitsFor() throws {
        let app = try TestApp.managed()
        let page = try app.get("/tasks")
        XCTAssertTrue(page.contains("Generate the rota After cover and working terms Cannot start yet"), page.words)
        XCTAssertTrue(page.contains("Working terms After the first clinician Cannot start yet"))
        XCTAssertEqual(try state("Closures", app), .incomplete, "bank holidays alone came of themselves")
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
