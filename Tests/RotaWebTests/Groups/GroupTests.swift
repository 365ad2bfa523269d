import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

final class GroupTests: XCTestCase {
    /// S0.53, S0.54, S0.55
    func testIndex_hasTheWellKnownGroupsFromSetUpOn() throws {
        let app = try TestApp.managed()
        let page = try app.get("/groups")
        for name in ["FY Doctor", "FY Supervisor", "ST Doctor", "ST Supervisor"] { XCTAssertTrue(page.contains(name), name) }
        XCTAssertTrue(page.contains("May supervise FY doctors"))
        XCTAssertEqual(page.value(of: "fy"), "2")
        XCTAssertEqual(page.value(of: "st"), "4")
        XCTAssertTrue(page.contains("They do not limit what anybody sees"), "S0.52")
    }

    /// S0.57
    func testCreateRenameRemove() throws {
        let app = try TestApp.managed()
        XCTAssertEqual(try app.post("/groups", ["name": " Minor surgery "]).location, "/groups")
        XCTAssertEqual(try app.post("/groups/5", ["name": "Minor ops", "revision": "1"]).location, "/groups")
        XCTAssertTrue(try app.browser.follow(try app.get("/groups")).contains("Minor ops"))
        XCTAssertEqual(try app.browser.submit(try app.get("/groups/5/delete"), form: "/groups/5/delete").location, "/groups")
        XCTAssertEqual(try app.count("SELECT count(*) FROM clinician_groups"), 4)
        XCTAssertEqual(try app.auditLog().prefix(3).map(\.action), ["remove group", "rename group", "add group"])
    }

    func testCreate_refusesEmptyTakenAndEndlessNames() throws {
        let app = try TestApp.managed()
        for (name, message) in [
            ("", "Enter a name"), ("fy doctor", "Another group has this name"), (String(repeating: "x", count: 201), "Name must be 200 characters or fewer"),
            ("a\tb", "Name must be one line of text"),
        ] {
            let page = try app.post("/groups", ["name": "\(name)"])
            XCTAssertEqual(page.status, .unprocessableContent)
            XCTAssertEqual(page.errors, [message])
        }
        XCTAssertEqual(try app.post("/groups/1", ["name": "FY Supervisor", "revision": "1"]).errors, ["Another group has this name"])
        XCTAssertEqual(try app.post("/groups/1", ["name": "FY doctor", "revision": "1"]).status, .seeOther, "a change of case is a rename")
    }

    func testRemove_namesTheMembersAndWhatTheGroupIsFor() throws {
        let app = try TestApp.managed()
        let id = try app.addClinician("Dr Amara Okafor")
        try app.store.write { db in try ClinicianGroupRepository(db, .practice).setGroups([2], of: id) }
        let page = try app.get("/groups/2/delete")
        XCTAssertTrue(page.contains("Dr Amara Okafor"))
        XCTAssertTrue(page.contains("This group says who may supervise FY doctors"))
        XCTAssertEqual(try app.browser.submit(page, form: "/groups/2/delete").status, .seeOther)
        XCTAssertEqual(try app.get("/groups").value(of: "fy"), "")
        XCTAssertTrue(try app.auditLog().first?.before?.contains("Dr Amara Okafor") == true)
        XCTAssertEqual(try app.post("/groups/2/delete").status, .notFound)
    }

    func testUpdate_refusesAStaleForm() throws {
        let app = try TestApp.managed()
        let (one, two) = (try app.get("/groups/1/edit"), try app.get("/groups/1/edit"))
        XCTAssertEqual(try app.browser.submit(one, form: "/groups/1", changing: ["name": "Foundation"]).status, .seeOther)
        let refused = try app.browser.submit(two, form: "/groups/1", changing: ["name": "Trainees"])
        XCTAssertEqual(refused.status, .conflict)
        XCTAssertTrue(refused.contains("It stands now as: Foundation."))
        XCTAssertEqual(refused.value(of: "name"), "Trainees")
        XCTAssertEqual(try app.browser.submit(refused, form: "/groups/1").status, .seeOther, "now it was seen")
    }

    func testRemove_asksAgainWhenSomebodyJoinedMeanwhile() throws {
        let app = try TestApp.managed()
        let page = try app.get("/groups/2/delete")
        let id = try app.addClinician("Dr Amara Okafor")
        try app.store.write { db in try ClinicianGroupRepository(db, .practice).setGroups([2], of: id) }
        XCTAssertEqual(try app.browser.submit(page, form: "/groups/2/delete").status, .conflict)
        XCTAssertEqual(try app.count("SELECT count(*) FROM clinician_groups"), 4)
    }

    func testSupervision_refusesAStaleForm() throws {
        let app = try TestApp.managed()
        let (one, two) = (try app.get("/groups"), try app.get("/groups"))
        XCTAssertEqual(try app.browser.submit(one, form: "/supervision", changing: ["fy": "4"]).status, .seeOther)
        XCTAssertEqual(try app.browser.submit(two, form: "/supervision", changing: ["st": "2"]).status, .conflict)
        XCTAssertEqual(try app.get("/groups").value(of: "fy"), "4")
    }

    func testSupervision_isChosenByTraineeType() throws {
        let app = try TestApp.managed()
        XCTAssertEqual(try app.browser.submit(try app.get("/groups"), form: "/supervision", changing: ["fy": "4", "st": ""]).location, "/groups")
        let page = try app.get("/groups")
        XCTAssertEqual(page.value(of: "fy"), "4")
        XCTAssertEqual(page.value(of: "st"), "")
        for bad in ["99", "x", "99999999999999999999"] { XCTAssertEqual(try app.browser.submit(page, form: "/supervision", changing: ["fy": "\(bad)"]).status, .conflict) }
        XCTAssertEqual(try app.get("/groups").value(of: "fy"), "4")
    }
}
