import Civil
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// B11 and issue "import and export": upload, dry run, confirm, one transaction; the export gives it back.
final class ImportTests: XCTestCase {
    private let demo = DemoPractice.file(startingOn: Day(number: 20_786))

    private func upload(_ app: TestApp, _ bytes: [UInt8], name: String = "demo.json") throws -> TestResponse {
        let csrf = app.browser.cookie("login").map { Visit.proof(of: $0) } ?? ""
        func part(_ name: String, _ value: String) -> String { "--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n" }
        let head = part("csrf", csrf) + part("once", "") + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\nContent-Type: application/json\r\n\r\n"
        return try app.browser.send(.post, "/imports", type: "multipart/form-data; boundary=b", body: Array(head.utf8) + bytes + Array("\r\n--b--\r\n".utf8))
    }

    /// Agrees to what the dry run shows.
    private func confirm(_ app: TestApp, _ upload: TestResponse) throws -> TestResponse {
        let location = upload.location ?? ""
        return try app.browser.submit(try app.get(location), form: "\(location)/confirmation")
    }

    private func imported(_ app: TestApp, _ file: PracticeFile) throws -> TestResponse { try confirm(app, try upload(app, PracticeFileWriter.write(file))) }

    private func exported(_ app: TestApp) throws -> PracticeFile {
        let response = try app.get("/export")
        XCTAssertEqual(response.status, .ok)
        return try PracticeFileReader.read(Array(response.text.utf8))
    }

    func testImport_showsADryRunAndSavesNothingBeforeItIsConfirmed() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let page = try app.browser.follow(try upload(app, PracticeFileWriter.write(demo)))
        XCTAssertEqual(page.status, .ok)
        XCTAssertTrue(page.contains("Nothing is saved yet"))
        XCTAssertTrue(page.contains("Clinicians \(demo.clinicians.count) 0 0"))
        XCTAssertEqual(try app.store.read { db in try SetupCounts.count(db).clinicians }, 0)
    }

    func testImport_intoAnEmptyDatabaseThenExportGivesAnEqualFile() throws {
        let app = try TestApp(isSetUp: false)
        try app.signIn(as: .manager)
        let page = try upload(app, PracticeFileWriter.write(demo))
        let done = try confirm(app, page)
        XCTAssertEqual(done.status, .seeOther)
        let first = try app.get("/export").text
        XCTAssertEqual(try exported(app).clinicians, demo.clinicians)
        XCTAssertEqual(try exported(app).practice, demo.practice)

        let second = try TestApp(isSetUp: false)
        try second.signIn(as: .manager)
        let again = try upload(second, Array(first.utf8))
        _ = try confirm(second, again)
        XCTAssertEqual(try second.get("/export").text, first)
    }

    func testImport_ofTheSameFileAgainFindsNothingToAdd() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let page = try upload(app, PracticeFileWriter.write(demo))
        _ = try confirm(app, page)
        let again = try app.browser.follow(try upload(app, PracticeFileWriter.write(demo)))
        XCTAssertTrue(again.contains("There is nothing to import"))
    }

    func testImport_listsEveryProblemWithItsPlaceAndSavesNothing() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let broken = String(decoding: PracticeFileWriter.write(demo), as: UTF8.self)
            .replacing("\"duty_balance\": 0}", with: "\"duty_balance\": \"none\"}", maxReplacements: 2)
        let page = try upload(app, Array(broken.utf8))
        XCTAssertEqual(page.status, .unprocessableContent)
        XCTAssertTrue(page.title.hasPrefix("Error: "))
        XCTAssertTrue(page.contains("The file has 2 problems, so nothing was imported"))
        XCTAssertTrue(page.contains("clinicians, entry 1 \(demo.clinicians[0].name): duty balance must be"), page.words)
        XCTAssertTrue(page.contains("Line "))
    }

    func testImport_refusesWhatIsNotJSONAndNoFile() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        for bytes in [Array("{\"practice\": ".utf8), [0xFF, 0xFE, 0x00], Array("<xml/>".utf8)] {
            XCTAssertEqual(try upload(app, bytes).status, .unprocessableContent)
        }
        XCTAssertEqual(try upload(app, []).errors, ["demo.json is empty"])
        XCTAssertEqual(try app.post("/imports").status, .unprocessableContent)
    }

    func testImport_refusesATermThatOverlapsOneThatIsHere() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let page = try upload(app, PracticeFileWriter.write(demo))
        _ = try confirm(app, page)
        var changed = demo
        changed.terms[0].leaveEntitlement = 99
        changed.clinicians[1].name = "Somebody Else"
        let answer = try app.browser.follow(try upload(app, PracticeFileWriter.write(changed)))
        XCTAssertTrue(answer.contains("overlaps the"))
        XCTAssertTrue(answer.contains("is here already with other details"))
    }

    func testImport_ofSomebodyElsesUploadIsNotFound() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let location = try upload(app, PracticeFileWriter.write(demo)).location ?? ""
        let other = TestBrowser(app)
        try other.signIn(as: .admin)
        XCTAssertEqual(try other.get(location).status, .notFound)
        XCTAssertEqual(try other.post("\(location)/confirmation").status, .notFound)
    }

    func testImport_twiceByADoubleClickImportsOnce() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let location = try upload(app, PracticeFileWriter.write(demo)).location ?? ""
        let fields = try app.get(location).formFields("\(location)/confirmation")
        let first = try app.browser.post("\(location)/confirmation", pairs: fields, once: "same")
        let second = try app.browser.post("\(location)/confirmation", pairs: fields, once: "same")
        XCTAssertEqual(first.location, second.location)
        XCTAssertEqual(try app.store.read { db in try SetupCounts.count(db).clinicians }, demo.clinicians.filter(\.active).count)
    }

    func testImport_isWrittenToTheAuditLog() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let page = try upload(app, PracticeFileWriter.write(demo))
        _ = try confirm(app, page)
        XCTAssertTrue(try app.auditLog().contains { $0.action == "import practice file" && $0.subject == "demo.json" })
    }

    /// Issue 2, item 3: "a dry run that lists what will be added".
    func testDryRun_listsWhatWillBeAdded_fiftyOfAKind() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let page = try app.browser.follow(try upload(app, PracticeFileWriter.write(demo)))
        let term = try XCTUnwrap(demo.terms.first)
        let clinician = try XCTUnwrap(demo.clinicians.first { $0.id == term.clinician })
        XCTAssertTrue(page.contains("\(clinician.name) (\(clinician.id))"))
        XCTAssertTrue(page.contains("\(clinician.name): \(term.type.label), "))
        XCTAssertTrue(page.contains("Clinicians: \(demo.clinicians.count) new"))
        let many = demo.leave.count > 50 ? demo.leave.count : max(demo.shifts.count, demo.coverOverrides.count)
        if many > 50 { XCTAssertTrue(page.contains("and \(many - 50) more"), "\(many)") }
        var file = demo
        file.practice.closures = (0..<60).map { Day(number: 21_100 + $0) }
        let long = try app.browser.follow(try upload(app, PracticeFileWriter.write(file)))
        XCTAssertTrue(long.contains("Closures: 60 new"), long.words)
        XCTAssertTrue(long.contains(Day(number: 21_149).long))
        XCTAssertFalse(long.contains(Day(number: 21_150).long))
        XCTAssertTrue(long.contains("and 10 more"))
    }

    func testDryRun_namesWhatCoverWasBefore() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        _ = try imported(app, demo)
        var file = demo
        file.cover[0].minimum = 17
        let (cover, was) = (file.cover[0], demo.cover[0])
        let page = try app.browser.follow(try upload(app, PracticeFileWriter.write(file)))
        XCTAssertTrue(page.contains("Cover requirements: 1 changed"))
        XCTAssertTrue(page.contains("\(cover.location): 17 doctors, \(cover.duty) on duty, now \(CoverNeed(minimum: was.minimum, duty: was.duty).words)"), page.words)
    }

    /// The protected period is a setting: the dry run shows it, it alone is worth importing, and the audit log tells it (B12).
    func testImport_ofAnotherProtectedPeriodIsShownAndRecorded() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        var file = demo
        file.protectedUntil = day("2026-12-24")
        _ = try imported(app, file)
        file.protectedUntil = day("2027-01-31")
        file.practice.fullTimeParts = 8
        let page = try upload(app, PracticeFileWriter.write(file))
        XCTAssertTrue(try app.browser.follow(page).contains("Protected until 24 December 2026 31 January 2027"))
        XCTAssertEqual(try confirm(app, page).status, .seeOther)
        XCTAssertEqual(try app.store.read { db in try PracticeRepository(db).find()?.protectedUntil }, day("2027-01-31"))
        let entry = try XCTUnwrap(try app.auditLog().first { $0.action == "import practice file" })
        XCTAssertEqual(entry.before, #"{"Full-time parts a week":"\#(demo.practice.fullTimeParts)","Protected until":"24 December 2026"}"#)
        XCTAssertEqual(entry.after, #"{"Full-time parts a week":"8.0","Protected until":"31 January 2027"}"#)
    }

    func testImport_intoAnEmptyDatabaseRecordsEverySetting() throws {
        let app = try TestApp(isSetUp: false)
        try app.signIn(as: .manager)
        XCTAssertEqual(try imported(app, demo).status, .seeOther)
        let entry = try XCTUnwrap(try app.auditLog().first { $0.action == "import practice file" })
        XCTAssertNil(entry.before)
        XCTAssertTrue(try XCTUnwrap(entry.after).contains("\"Name\":\"\(demo.practice.name)\""))
    }

    /// rules.md, `cover`: one row for each open part and no other, also when the file's week is shorter.
    func testImport_thatShrinksTheWeekForgetsWhatClosedPartsNeeded() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        _ = try app.submit(try app.get("/opening"), form: "/opening", ticking: try app.get("/opening").ticked("open") + ["sun-pm"], of: "open")
        try app.store.write { db in try CoverRepository(db).set(CoverNeed(minimum: 4, duty: 1), at: CoverPlace(weekday: .sun, part: .pm, locationId: 1)) }
        XCTAssertEqual(try imported(app, demo).status, .seeOther)
        XCTAssertNil(demo.practice.open[.sun])
        XCTAssertEqual(try app.count("SELECT count(*) FROM cover WHERE weekday = 'sun'"), 0)
        XCTAssertEqual(
            try app.count("SELECT count(*) FROM cover"), try app.count("SELECT count(*) FROM opening") * app.count("SELECT count(*) FROM locations"))
    }

    func testImport_asksAgainWhenThePracticeChangedAfterTheDryRun() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let page = try upload(app, PracticeFileWriter.write(demo))
        let shown = try app.browser.follow(page)
        XCTAssertEqual(try app.browser.submit(try app.get("/practice"), form: "/practice", changing: ["name": "Oak Surgery"]).status, .seeOther)
        XCTAssertEqual(try app.browser.submit(shown, form: "\(page.location ?? "")/confirmation").status, .conflict)
        XCTAssertEqual(try app.store.read { db in try SetupCounts.count(db).clinicians }, 0)
        XCTAssertEqual(try confirm(app, page).status, .seeOther)
    }
}
