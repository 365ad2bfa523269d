import Civil
import Foundation
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// What the API answers (issue 5.16).
final class APIAnswersTests: XCTestCase {
    private func published() throws -> (app: TestApp, token: String) {
        let app = try RotaFixture.app()
        try app.publish(RotaFixture.week)
        return (app, try app.makeToken())
    }

    func testShifts_areThoseOfTheDatabase() throws {
        let (app, token) = try published()
        let items = try app.api("/api/v1/shifts?from=2026-11-01&to=2026-12-31", token).items
        let found = items.map { "\($0["date"] ?? "") \(($0["clinician"] as? [String: Any])?["id"] ?? "") \($0["part"] ?? "") \($0["kind"] ?? "")" }
        let rows = try app.store.read { db in
            try db.all("SELECT date || ' ' || clinician_id || ' ' || span || ' ' || kind FROM publication_shifts ORDER BY date, clinician_id, span") { $0.text(0) }
        }
        XCTAssertEqual(found, rows)
        XCTAssertGreaterThan(rows.count, 10)
        let first = try XCTUnwrap(items.first)
        XCTAssertEqual(first["starts_at"] as? String, "2026-11-23T08:30:00+00:00")
        XCTAssertEqual(first["ends_at"] as? String, "2026-11-23T18:00:00+00:00")
        XCTAssertEqual(first["status"] as? String, "published")
        XCTAssertEqual(try app.api("/api/v1/shifts?from=2026-11-23&to=2026-11-29&clinician=2", token).items.count, rows.filter { $0.contains(" 2 ") }.count)
    }

    func testMoments_carryTheHourOfSummer() throws {
        let (app, token) = try published()
        _ = try app.addShift(1, "2027-03-26", .am)
        _ = try app.addShift(1, "2027-03-29", .am)
        let items = try app.api("/api/v1/shifts?from=2027-03-26&to=2027-03-29&status=draft", token).items
        XCTAssertEqual(items.map { $0["starts_at"] as? String }, ["2027-03-26T08:30:00+00:00", "2027-03-29T08:30:00+01:00"])
    }

    /// A draft's change is nobody's business before it is published.
    func testShifts_ofTheDraftStayHidden() throws {
        let (app, token) = try published()
        _ = try app.addShift(1, "2026-11-26", .am)
        let target = "/api/v1/shifts?from=2026-11-26&to=2026-11-26&clinician=1"
        XCTAssertEqual(try app.api(target, token).items.count, 0)
        XCTAssertEqual(try app.api(target + "&status=draft", token).items.count, 1)
    }

    /// The same text for the same values.
    private static func text(_ item: [String: Any]) -> String {
        (try? JSONSerialization.data(withJSONObject: item, options: .sortedKeys)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    func testNothing_saysWhySomebodyIsAway() throws {
        let (app, token) = try published()
        for (pattern, _, target) in APIExamples.all {
            let text = try app.api(target, token).text
            for word in ["study", "sick", "example.com", "The manager", "password"] { XCTAssertFalse(text.contains(word), "\(word) in \(pattern)") }
        }
    }

    /// As the page of warnings counts them.
    func testGaps_areTheEngines() throws {
        let (app, token) = try published()
        let gaps = try app.api("/api/v1/gaps?from=2026-11-23&to=2026-11-29&limit=200", token).items
        let warnings = try app.store.read { db in try ShiftRepository(db, .practice).rota(RotaFixture.week) }.map { Warning.find(in: $0.file, RotaFixture.week) } ?? []
        XCTAssertEqual(gaps.count, warnings.count)
        XCTAssertEqual(Set(gaps.map { "\($0["date"] ?? "") \($0["part"] ?? "") \($0["kind"] ?? "") \($0["missing"] ?? "")" }),
            Set(warnings.map { "\($0.day.iso) \($0.part.rawValue) \($0.kind.rawValue) \($0.missing)" }))
        let cover = try app.api("/api/v1/cover?from=2026-11-23&to=2026-11-29&limit=200", token).items
        for row in gaps where row["kind"] as? String == "cover" {
            let place = cover.first { $0["date"] as? String == row["date"] as? String && $0["part"] as? String == row["part"] as? String
                && ($0["location"] as? [String: Any])?["id"] as? Int == (row["location"] as? [String: Any])?["id"] as? Int }
            let (needed, present) = (place?["needed"] as? Int ?? 0, place?["present"] as? Int ?? 0)
            XCTAssertEqual(needed - present, row["missing"] as? Int, "\(row)")
        }
    }

    func testDuty_namesWhoIsOnDutyToday() throws {
        let (app, token) = try published()
        let duty = try app.api("/api/v1/duty", token).json
        XCTAssertEqual(duty["date"] as? String, "2026-11-23")
        XCTAssertEqual((duty["am"] as? [[String: [String: Any]]])?.first?["clinician"]?["name"] as? String, "Dr Amara Okafor")
        XCTAssertEqual(try app.api("/api/v1/duty?date=2030-01-01", token).json["published"] as? Bool, false)
    }

    /// Each list, one item at a time, is the list; and what is added meanwhile makes nothing appear twice.
    func testPaging_missesAndDoublesNothing() throws {
        let (app, token) = try published()
        for (pattern, _, target) in APIExamples.all {
            let whole = try app.api(target + (target.contains("?") ? "&" : "?") + "limit=200", token)
            guard whole.json["items"] != nil else { continue }
            XCTAssertNil(whole.headers["Link"], pattern)
            var texts: [String] = [], next: String? = target + (target.contains("?") ? "&" : "?") + "limit=1"
            while let page = next, texts.count < 300 {
                let answer = try app.api(page, token)
                XCTAssertEqual(answer.status, .ok, page)
                XCTAssertLessThanOrEqual(answer.items.count, 1)
                texts += answer.items.map { APIAnswersTests.text($0) }
                next = answer.next
            }
            XCTAssertEqual(texts, whole.items.map { APIAnswersTests.text($0) }, pattern)
        }
        var seen: [Int] = [], next: String? = "/api/v1/clinicians?limit=2"
        while let page = next, seen.count < 50 {
            let answer = try app.api(page, token)
            seen += answer.items.compactMap { $0["id"] as? Int }
            if seen.count == 2 { _ = try app.addClinician("Aaron First") }
            next = answer.next
        }
        XCTAssertEqual(seen, [1, 2, 3, 4, 5, 6, 7])
    }

    func testLink_isAbsolute() throws {
        let (app, token) = try published()
        XCTAssertTrue(try app.api("/api/v1/clinicians?limit=1&active=true", token).headers["Link"]?.hasPrefix("<http://rota.test/api/v1/clinicians?limit=1&active=true&cursor=") == true)
        let behind = try TestApp { $0.baseURL = "https://rota.example/elm" }
        _ = try behind.addClinician("One")
        _ = try behind.addClinician("Two")
        let link = try behind.api("/api/v1/clinicians?limit=1", try behind.makeToken()).headers["Link"] ?? ""
        XCTAssertTrue(link.hasPrefix("<https://rota.example/elm/api/v1/clinicians?limit=1&cursor="), link)
    }

    func testTag_sparesWhatIsKnown() throws {
        let (app, token) = try published()
        for (pattern, _, target) in APIExamples.all {
            let first = try app.api(target, token), tag = try XCTUnwrap(first.headers["ETag"])
            XCTAssertEqual(first.headers["Cache-Control"], "private, no-cache", pattern)
            XCTAssertFalse(tag.hasPrefix("W/"))
            for method in [HTTP.Method.get, .head] {
                let again = try app.api(target, token, method: method, headers: ["If-None-Match": tag])
                XCTAssertEqual(again.status, .notModified, pattern)
                XCTAssertEqual(again.bytes, [])
                XCTAssertEqual(again.headers["ETag"], tag)
            }
            try app.api(target, token, headers: ["If-Match": "\"other\""]).checkProblem(.preconditionFailed, "condition")
        }
        let tag = try XCTUnwrap(try app.api("/api/v1/clinicians", token).headers["ETag"])
        _ = try app.addClinician("Dr New")
        XCTAssertEqual(try app.api("/api/v1/clinicians", token, headers: ["If-None-Match": tag]).status, .ok)
    }

    func testParameters_areRefusedByName() throws {
        let (app, token) = try published()
        let table: [(String, Status, [String])] = [
            ("clinicians?actve=true", .badRequest, ["actve"]), ("clinicians?active=yes", .badRequest, ["active"]), ("clinicians?active=true&active=true", .badRequest, ["active"]),
            ("clinicians?limit=0", .badRequest, ["limit"]), ("clinicians?limit=201", .badRequest, ["limit"]), ("clinicians?limit=%D9%A1", .badRequest, ["limit"]),
            ("clinicians?limit=+5", .badRequest, ["limit"]), ("clinicians?cursor=x", .badRequest, ["cursor"]), ("clinicians?cursor=", .badRequest, ["cursor"]),
            ("shifts", .badRequest, ["from", "to"]), ("shifts?from=2026-11-23", .badRequest, ["to"]), ("shifts?from=2026-02-30&to=2026-03-01", .badRequest, ["from"]),
            ("shifts?from=2026-11-23&to=2026-11-22", .unprocessableContent, ["to"]), ("shifts?from=2026-01-01&to=2027-01-02", .unprocessableContent, ["to"]),
            ("gaps?from=2026-01-01&to=2026-04-03", .unprocessableContent, ["to"]), ("shifts?from=2026-11-23&to=2026-11-23&status=all", .badRequest, ["status"]),
            ("shifts?from=0001-01-01&to=0001-01-02", .badRequest, ["from", "to"]), ("terms?clinician=99999999999999999999", .badRequest, ["clinician"]),
            ("duty?date=today", .badRequest, ["date"]), ("practice?limit=5", .badRequest, ["limit"]),
        ]
        for (target, status, faults) in table {
            let answer = try app.api("/api/v1/\(target)", token)
            answer.checkProblem(status, status == .badRequest ? "parameters" : "dates")
            XCTAssertEqual(answer.faults, faults, target)
        }
        XCTAssertTrue(try app.api("/api/v1/duty?date=2620-01-01", token).text.contains("It must be a date from 2000 to 2099, such as 2026-11-23."), "it is a date, but not one of a rota")
        // A cursor is good where it was given only.
        let shifts = try XCTUnwrap(try app.api("/api/v1/shifts?from=2026-11-23&to=2026-11-27&limit=1", token).next)
        let cursor = try XCTUnwrap(shifts.split(separator: "cursor=").last)
        try app.api("/api/v1/clinicians?cursor=\(cursor)", token).checkProblem(.badRequest, "parameters")
    }

    /// Whatever stands in a query, the answer is no fault of the program.
    func testRubbish_isNeverAFault() throws {
        let (app, token) = try published()
        var generator = SystemRandomNumberGenerator()
        let names = ["limit", "cursor", "from", "to", "clinician", "status", "active", "on", "date", "x"]
        let values = ["", "0", "-1", "9223372036854775807", "2026-11-23", "9999-12-31", "true", "draft", "%00", "%F0%9F%A9%BA", "'%20OR%201=1", "L2FwaS92MS9zaGlmdHMgMg"]
        for _ in 0..<400 {
            let example = APIExamples.all.randomElement(using: &generator)?.pattern.replacing(":id", with: values.randomElement(using: &generator) ?? "1") ?? ""
            let query = (0..<Int.random(in: 0...3, using: &generator)).map { _ in "\(names.randomElement(using: &generator) ?? "")=\(values.randomElement(using: &generator) ?? "")" }
            guard let answer = try? app.api("\(example)?\(query.joined(separator: "&"))", token) else { continue }
            XCTAssertTrue([200, 400, 404, 422, 429].contains(answer.status.code), "\(example)?\(query): \(answer.status)")
            app.now = app.now + 1
        }
    }

    func testDocument_listsEveryRouteAndNoOther() throws {
        let app = try TestApp()
        let document = try app.api("/api/v1/openapi.json", nil)
        XCTAssertEqual(document.headers["Content-Type"], "application/json")
        let paths = try XCTUnwrap(document.json["paths"] as? [String: Any])
        XCTAssertEqual(Set(paths.keys), Set(Routes.all.map(\.pattern).filter { $0.hasPrefix("/api/") }.map(APIDocument.path)))
        XCTAssertTrue(Routes.all.filter { $0.pattern.hasPrefix("/api/") }.allSatisfy { $0.method == .get }, "the document knows no other method")
        let tag = try XCTUnwrap(document.headers["ETag"])
        XCTAssertEqual(try app.api("/api/v1/openapi.json", nil, headers: ["If-None-Match": tag]).status, .notModified)
    }
}
