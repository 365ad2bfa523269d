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
        let done = try app.post("\(page.location ?? "")/confirmation")
        XCTAssertEqual(done.status, .seeOther)
        let first = try app.get("/export").text
        XCTAssertEqual(try exported(app).clinicians, demo.clinicians)
        XCTAssertEqual(try exported(app).practice, demo.practice)

        let second = try TestApp(isSetUp: false)
        try second.signIn(as: .manager)
        let again = try upload(second, Array(first.utf8))
        _ = try second.post("\(again.location ?? "")/confirmation")
        XCTAssertEqual(try second.get("/export").text, first)
    }

    func testImport_ofTheSameFileAgainFindsNothingToAdd() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let page = try upload(app, PracticeFileWriter.write(demo))
        _ = try app.post("\(page.location ?? "")/confirmation")
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
        XCTAssertTrue(page.contains("duty_balance"))
        XCTAssertTrue(page.contains("line "))
    }

    func testImport_refusesWhatIsNotJSONAndNoFile() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        for bytes in [Array("{\"practice\": ".utf8), [0xFF, 0xFE, 0x00], Array("<xml/>".utf8)] {
            XCTAssertEqual(try upload(app, bytes).status, .unprocessableContent)
        }
        XCTAssertEqual(try upload(app, []).errors, ["Choose a practice file"])
        XCTAssertEqual(try app.post("/imports").status, .unprocessableContent)
    }

    func testImport_refusesATermThatOverlapsOneThatIsHere() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let page = try upload(app, PracticeFileWriter.write(demo))
        _ = try app.post("\(page.location ?? "")/confirmation")
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
        let first = try app.browser.post("\(location)/confirmation", once: "same")
        let second = try app.browser.post("\(location)/confirmation", once: "same")
        XCTAssertEqual(first.location, second.location)
        XCTAssertEqual(try app.store.read { db in try SetupCounts.count(db).clinicians }, demo.clinicians.filter(\.active).count)
    }

    func testImport_isWrittenToTheAuditLog() throws {
        let app = try TestApp()
        try app.signIn(as: .manager)
        let page = try upload(app, PracticeFileWriter.write(demo))
        _ = try app.post("\(page.location ?? "")/confirmation")
        XCTAssertTrue(try app.auditLog().contains { $0.action == "import practice file" && $0.subject == "demo.json" })
    }
}
