import Civil
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// `/rota/:clinicianId/:date`: a day changed by hand, against the hard rules (issue 2, item 7).
final class RotaDayTests: XCTestCase {
    private func manager(_ change: (inout PracticeFile) -> Void = { _ in }) throws -> TestApp {
        let app = try RotaFixture.app(change)
        try app.signIn(as: .manager)
        return app
    }

    /// Opens the day, changes these answers and sends the form.
    private func change(_ app: TestApp, _ path: String, _ answers: [String: String]) throws -> TestResponse {
        try app.browser.submit(try app.get(path), form: path, changing: answers)
    }

    func testEdit_saysWhatStandsAndWhatTheDayAllows() throws {
        let app = try manager()
        let page = try app.get("/rota/2/2026-11-24")
        XCTAssertEqual(page.title, "Dr Hannah Goldberg, Tuesday 24 November 2026 - Week - Elm Surgery")
        for words in ["Duty doctor, Main Surgery", "Salaried, fixed Tue, Wed, Thu, Fri, since 5 January 2026", "Available all day", "Not at Hillside", "Main Surgery would have 2 of 2 in the morning"] {
            XCTAssertTrue(page.words.contains(words), words)
        }
        XCTAssertEqual(page.value(of: "span"), "full")
        XCTAssertEqual(page.value(of: "kind"), "duty")
        XCTAssertFalse(page.hasControl("override"))
        XCTAssertTrue(try app.get("/rota/3/2026-11-25").contains("On study leave"))
        XCTAssertTrue(try app.get("/rota/3/2026-12-25").contains("The practice is closed: Christmas Day"))
        XCTAssertTrue(try app.get("/rota/1/2026-11-27").contains("Friday is a cannot-work day of the term"))
        XCTAssertTrue(try app.get("/rota/5/2026-11-24").contains("Not booked as a locum"))
        XCTAssertTrue(try app.get("/rota/6/2026-11-24").contains("Not active"))
        XCTAssertTrue(try app.get("/rota/3/2026-11-25").contains("See why"), "the day's warnings")
    }

    func testUpdate_addsAShiftAndShowsItOnTheWeek() throws {
        let app = try manager()
        let saved = try change(app, "/rota/1/2026-11-25", ["span": "full", "kind": "standard", "location": "Hillside", "pin": "day"])
        XCTAssertEqual(saved.location, "/rota?week=2026-11-23&day=2026-11-25")
        XCTAssertEqual(try app.shifts(of: 1, on: "2026-11-25"), ["full standard Hillside pinned"])
        let week = try app.browser.follow(saved)
        XCTAssertTrue(week.contains("Dr Amara Okafor, Wednesday 25 November 2026: surgery all day at Hillside, pinned."))
        XCTAssertTrue(week.text.contains("show-3"))
        let entry = try XCTUnwrap(app.auditLog().first)
        XCTAssertEqual(entry.action, "add shift")
        XCTAssertEqual(entry.subject, "Dr Amara Okafor, Wednesday 25 November 2026")
        XCTAssertEqual(entry.before, #"{"works":"Not working"}"#)
        XCTAssertEqual(entry.after, #"{"works":"Surgery all day at Hillside, pinned"}"#)
    }

    /// rules.md: duty on half of a full day is written as two half-day shifts.
    func testUpdate_dutyOnHalfOfADayBecomesTwoShifts() throws {
        let app = try manager { $0.practice.dutySpan = .half }
        XCTAssertEqual(try change(app, "/rota/2/2026-11-24", ["kind": "duty-pm"]).status, .seeOther)
        XCTAssertEqual(try app.shifts(of: 2, on: "2026-11-24"), ["am standard Main Surgery", "pm duty Main Surgery"])
        XCTAssertEqual(try app.get("/rota/2/2026-11-24").value(of: "kind"), "duty-pm")
        XCTAssertEqual(try change(app, "/rota/2/2026-11-24", ["kind": "duty"]).status, .seeOther)
        XCTAssertEqual(try app.shifts(of: 2, on: "2026-11-24"), ["full duty Main Surgery"])
    }

    func testUpdate_pinsAndUnpins() throws {
        let app = try manager()
        XCTAssertEqual(try change(app, "/rota/2/2026-11-24", ["pin": "day"]).status, .seeOther)
        XCTAssertEqual(try app.shifts(of: 2, on: "2026-11-24"), ["full duty Main Surgery pinned"])
        XCTAssertEqual(try app.auditLog().first?.action, "pin shift")
        XCTAssertEqual(try change(app, "/rota/2/2026-11-24", ["pin": "none"]).status, .seeOther)
        XCTAssertEqual(try app.auditLog().first?.action, "unpin shift")
        let same = try change(app, "/rota/2/2026-11-24", [:])
        XCTAssertTrue(try app.browser.follow(same).contains("nothing was changed"))
        XCTAssertEqual(try app.auditLog().count { $0.subjectKind == "shift" }, 2)
    }

    /// A pin that only half of a day has is kept by a form that is sent back as it was shown.
    func testUpdate_keepsAPinOnHalfOfADay() throws {
        let app = try manager { $0.shifts.append(contentsOf: [RotaFixture.shift("okafor", 2, .am, pinned: true), RotaFixture.shift("okafor", 2, .pm)]) }
        XCTAssertEqual(try app.get("/rota/1/2026-11-25").value(of: "pin"), "am")
        XCTAssertEqual(try change(app, "/rota/1/2026-11-25", ["location": "Hillside"]).status, .seeOther)
        XCTAssertEqual(try app.shifts(of: 1, on: "2026-11-25"), ["am standard Hillside pinned", "pm standard Hillside"])
    }

    func testUpdate_refusesEachHardRuleInWords() throws {
        let app = try manager()
        let cases: [(path: String, answers: [String: String], words: String)] = [
            ("/rota/3/2026-11-25", ["span": "full"], "Dr Tom Brennan cannot work on Wednesday 25 November 2026: on study leave"),
            ("/rota/3/2026-11-26", ["span": "full"], "Dr Tom Brennan cannot work on the afternoon of Thursday 26 November 2026: the practice is closed"),
            ("/rota/1/2026-11-27", ["span": "full"], "Friday is a cannot-work day of the term"),
            ("/rota/2/2026-11-24", ["span": "am"], "a salaried doctor’s pattern is their contract. Not working in the afternoon would break it"),
            ("/rota/1/2026-11-24", ["span": "am"], "a partner’s day is worked whole: the afternoon would be left out"),
            ("/rota/3/2026-11-24", ["kind": "duty"], "Dr Tom Brennan does not take part in the duty rotation"),
            ("/rota/4/2026-11-23", ["kind": "duty"], "trainees are never on duty"),
            ("/rota/2/2026-11-24", ["kind": "duty-am"], "The duty doctor stands for the whole day here: the afternoon would be left out"),
            ("/rota/1/2026-11-24", ["kind": "duty"], "Main Surgery would have 1 duty doctor more than it needs all day"),
            ("/rota/2/2026-11-24", ["location": "Hillside"], "Hillside is not one of the locations of Dr Hannah Goldberg’s working term"),
            ("/rota/5/2026-11-23", ["location": "Main Surgery"], "Dr Sam Lee is not booked at Main Surgery"),
            ("/rota/1/2026-11-24", ["afternoon-location": "Hillside"], "All of a day is worked at one location"),
            ("/rota/6/2026-11-24", ["span": "full"], "Dr Una Gone cannot work on Tuesday 24 November 2026: not active"),
        ]
        for (path, answers, words) in cases {
            let before = try app.store.read { db in try db.first("SELECT rota_revision FROM practice") { $0.int(0) } }
            let page = try change(app, path, answers)
            XCTAssertEqual(page.status, .unprocessableContent, words)
            XCTAssertTrue(page.errors.contains { $0.contains(words) }, "\(words): \(page.errors)")
            XCTAssertTrue(page.title.hasPrefix("Error: "), words)
            XCTAssertTrue(page.hasControl("override"), words)
            for (field, value) in answers { XCTAssertEqual(page.value(of: field), value, words) }
            XCTAssertEqual(try app.store.read { db in try db.first("SELECT rota_revision FROM practice") { $0.int(0) } }, before, words)
        }
    }

    /// H5: at most three shifts a week; what is above it already may come down without an override.
    func testUpdate_weekMaximumRefusesMoreAndAllowsLess() throws {
        let app = try manager { $0.shifts.append(RotaFixture.shift("okafor", 2, .full)) }
        for (path, shifts) in [("/rota/1/2026-11-26", "3.5"), ("/rota/1/2026-11-27", "4")] {
            let refused = try change(app, path, ["span": "am", "kind": "standard"])
            let words = "would work \(shifts) shifts in the week of 23 November 2026, of at most 3"
            XCTAssertTrue(refused.errors.contains { $0.contains(words) }, "\(refused.errors)")
            XCTAssertEqual(try app.browser.submit(refused, form: path, changing: ["override": "yes"]).status, .seeOther)
        }
        XCTAssertEqual(try app.shifts(of: 1, on: "2026-11-27"), ["am standard Main Surgery"])
        let less = try app.browser.submit(try app.get("/rota/1/2026-11-27"), form: "/rota/1/2026-11-27/removal")
        XCTAssertEqual(less.status, .seeOther, "down to 3.5 of 3: \(less.errors)")
    }

    func testUpdate_overrideIsRecordedWithShiftAndAudit() throws {
        let app = try manager()
        let refused = try change(app, "/rota/3/2026-11-25", ["span": "am", "kind": "standard"])
        let saved = try app.browser.submit(refused, form: "/rota/3/2026-11-25", changing: ["override": "yes", "reason": "Agreed by phone"])
        XCTAssertEqual(saved.status, .seeOther)
        XCTAssertEqual(
            try app.overrides(of: 3, on: "2026-11-25"),
            "Dr Tom Brennan cannot work on the morning of Wednesday 25 November 2026: on study leave\nReason: Agreed by phone")
        let entry = try XCTUnwrap(app.auditLog().first)
        XCTAssertTrue(entry.after?.contains("Dr Tom Brennan cannot work on the morning") == true, entry.after ?? "")
        XCTAssertTrue(entry.after?.contains("Agreed by phone") == true)
        XCTAssertTrue(try app.get("/rota/3/2026-11-25").contains("Reason: Agreed by phone"))
        XCTAssertTrue(try app.get("/rota").contains("against a rule: Agreed by phone"))
        _ = try change(app, "/rota/3/2026-11-25", ["pin": "day"])
        XCTAssertTrue(try app.overrides(of: 3, on: "2026-11-25").contains("Agreed by phone"), "a pin does not forget")
    }

    /// Leave is approved after the page's data was read and before the shift is kept: no shift moves, and the rules are asked again all the same.
    func testUpdate_asksTheRulesAgainWhenLeaveIsApprovedMeanwhile() throws {
        let app = try manager()
        let context = try staleContext(app, clinician: 1, on: "2026-11-25")
        let found = try RotaDay.find(context)
        try app.store.write { db in
            _ = try db.run("INSERT INTO leave_requests (clinician_id, first_on, last_on, part, type, status) VALUES (1, '2026-11-25', '2026-11-25', 'full', 'annual', 'approved')")
        }
        let work = DayPlan.Work(kind: .standard, location: "Main Surgery")
        let change = RotaDayChange(context: context, plan: DayPlan(am: work, pm: work), stood: found.plan.stamp, override: false, reason: "")
        guard case .refused(let broken) = try change.perform(on: found) else { return XCTFail("saved on leave") }
        XCTAssertEqual(Set(broken.map(\.rule.id)), ["H1"])
        XCTAssertEqual(try app.shifts(of: 1, on: "2026-11-25"), [])
    }

    /// A request for the day, by the manager who is signed in.
    private func staleContext(_ app: TestApp, clinician: Int, on date: String) throws -> SignedIn {
        let account = try XCTUnwrap(app.account("manager"))
        return SignedIn(
            practice: app.practice, request: try Request(.post, "/rota/\(clinician)/\(date)"), parameters: RouteParameters(["clinicianId": "\(clinician)", "date": date]),
            form: FormBody(fields: FormFields()), csrf: "", account: account,
            login: Login(id: 1, accountId: account.id, createdAt: app.now, lastSeenAt: app.now, address: "", agent: "", flash: nil))
    }

    /// Item 7: what was knowingly broken is not forgotten while it stands.
    func testUpdate_anOverrideOutlivesAnotherChangeOfTheDay() throws {
        let app = try manager()
        let path = "/rota/3/2026-11-25", sentence = "Dr Tom Brennan cannot work on the morning of Wednesday 25 November 2026: on study leave"
        let refused = try change(app, path, ["span": "am", "kind": "standard", "location": "Main Surgery"])
        _ = try app.browser.submit(refused, form: path, changing: ["override": "yes", "reason": "Agreed by phone"])
        XCTAssertEqual(try change(app, path, ["location": "Hillside"]).status, .seeOther, "the same rule stands before and after")
        XCTAssertEqual(try app.overrides(of: 3, on: "2026-11-25"), "\(sentence)\nReason: Agreed by phone")
        let entry = try XCTUnwrap(app.auditLog().first)
        XCTAssertTrue(entry.after?.contains(sentence) == true, entry.after ?? "")
        XCTAssertTrue(try app.get(path).contains("Saved against a rule"))

        // A second rule, broken on top of it, is added to the first.
        let duty = try change(app, path, ["kind": "duty"])
        _ = try app.browser.submit(duty, form: path, changing: ["override": "yes", "reason": "Nobody else"])
        let both = try app.overrides(of: 3, on: "2026-11-25").split(separator: "\n").map(String.init)
        XCTAssertEqual(both.prefix(2), [sentence, "Reason: Agreed by phone"])
        XCTAssertTrue(both.contains("Dr Tom Brennan does not take part in the duty rotation"), "\(both)")
        XCTAssertEqual(both.last, "Reason: Nobody else")

        // Once nothing is broken any more there is nothing to remember.
        try app.store.write { db in _ = try db.run("DELETE FROM leave_requests") }
        XCTAssertEqual(try change(app, path, ["span": "full", "kind": "standard", "location": "Main Surgery"]).status, .seeOther)
        XCTAssertEqual(try app.overrides(of: 3, on: "2026-11-25"), "")
    }

    func testUpdate_keepsOverrideAndReasonOnAPageWithErrors() throws {
        let app = try manager()
        let refused = try change(app, "/rota/3/2026-11-25", ["span": "am", "kind": "standard"])
        let long = String(repeating: "x", count: 301)
        let page = try app.browser.submit(refused, form: "/rota/3/2026-11-25", changing: ["override": "yes", "reason": long])
        XCTAssertEqual(page.status, .unprocessableContent)
        XCTAssertEqual(page.errors, ["Reason must be 300 characters or fewer"])
        XCTAssertEqual(page.value(of: "reason"), long)
        XCTAssertEqual(page.ticked("override"), ["yes"])
        XCTAssertTrue(page.text.contains("id=\"reason\""), "where the summary's link leads")
    }

    func testDestroy_removesOrRefusesByContract() throws {
        let app = try manager()
        let partner = try app.browser.submit(try app.get("/rota/1/2026-11-24"), form: "/rota/1/2026-11-24/removal")
        XCTAssertEqual(partner.location, "/rota?week=2026-11-23&day=2026-11-24")
        XCTAssertEqual(try app.shifts(of: 1, on: "2026-11-24"), [])
        XCTAssertEqual(try app.auditLog().first?.action, "remove shift")
        let refused = try app.browser.submit(try app.get("/rota/2/2026-11-24"), form: "/rota/2/2026-11-24/removal")
        XCTAssertEqual(refused.status, .unprocessableContent)
        XCTAssertEqual(refused.value(of: "span"), "none")
        XCTAssertTrue(refused.errors.first?.contains("Not working all day would break it") == true, "\(refused.errors)")
        let forced = try app.browser.submit(refused, form: "/rota/2/2026-11-24", changing: ["override": "yes"])
        XCTAssertEqual(forced.status, .seeOther)
        XCTAssertEqual(try app.shifts(of: 2, on: "2026-11-24"), [])
        XCTAssertTrue(try app.auditLog().first?.after?.contains("Not working all day would break it") == true)
        XCTAssertTrue(try app.get("/rota").contains("Tuesday 24 November, morning, Main Surgery needs 1 duty doctor and has none"), "warnings afresh")
    }

    func testUpdate_staleFormIsRefused() throws {
        let app = try manager()
        let page = try app.get("/rota/2/2026-11-24")
        _ = try app.store.write { db in try db.run("UPDATE shifts SET pinned = 1 WHERE clinician_id = 2 AND date = '2026-11-24'") }
        let answer = try app.browser.submit(page, form: "/rota/2/2026-11-24", changing: ["kind": "standard"])
        XCTAssertEqual(answer.status, .conflict)
        XCTAssertTrue(answer.contains("Dr Hannah Goldberg, Tuesday 24 November 2026 was changed by someone else"))
        XCTAssertEqual(try app.shifts(of: 2, on: "2026-11-24"), ["full duty Main Surgery pinned"])
        XCTAssertEqual(try app.browser.submit(page, form: "/rota/2/2026-11-24/removal").status, .conflict)
    }

    func testUpdate_otherRolesAndForgedFormsChangeNothing() throws {
        let app = try manager()
        XCTAssertEqual(try app.browser.post("/rota/1/2026-11-24/removal", ["stood": "standard/free/Main Surgery|standard/free/Main Surgery"], csrf: .none).status, .forbidden)
        try app.signIn(as: .clinician)
        XCTAssertEqual(try app.get("/rota/1/2026-11-24").status, .forbidden)
        XCTAssertEqual(try app.post("/rota/1/2026-11-24", ["span": "none"]).status, .forbidden)
        XCTAssertEqual(try app.post("/rota/1/2026-11-24/removal").status, .forbidden)
        XCTAssertEqual(try app.get("/warnings").status, .forbidden)
        XCTAssertEqual(try app.shifts(of: 1, on: "2026-11-24"), ["full standard Main Surgery"])
        try app.signIn(as: .admin)
        XCTAssertEqual(try app.get("/rota/1/2026-11-24").status, .ok)
    }

    func testEdit_oddAddressesAreNotFound() throws {
        let app = try manager()
        for path in ["/rota/99/2026-11-24", "/rota/0/2026-11-24", "/rota/01/2026-11-24", "/rota/x/2026-11-24", "/rota/99999999999999999999/2026-11-24", "/rota/1/2026-02-30", "/rota/1/24-11-2026", "/rota/1/9999-12-31", "/rota/1/0001-01-01", "/rota/1/%F0%9F%98%80"] {
            XCTAssertEqual(try app.get(path).status, .notFound, path)
        }
    }

    func testUpdate_hostileAnswersAreFieldErrors() throws {
        let app = try manager()
        let long = String(repeating: "x", count: 301)
        for (answers, message) in [
            (["span": "night"], "Choose when the clinician works"), (["kind": "boss"], "Choose what the clinician works as"), (["location": "Nowhere"], "Choose a location"),
            (["afternoon-location": "Nowhere"], "Choose a location"), (["pin": "hard"], "Choose whether to pin the day"), (["reason": long], "Reason must be 300 characters or fewer"),
            (["reason": "a\u{7}b"], "Reason must be one line of text"), (["span": "am", "kind": "duty-pm"], "Choose a half in which the clinician works"),
        ] {
            let page = try change(app, "/rota/1/2026-11-24", answers)
            XCTAssertEqual(page.status, .unprocessableContent, message)
            XCTAssertEqual(page.errors, [message])
        }
        XCTAssertEqual(try app.post("/rota/1/2026-11-24").status, .unprocessableContent, "an empty form")
    }

    /// Finding of a new user: the worst is said first, and the card leads on.
    func testEdit_saysWhatWouldBeMissingWithoutTheShift() throws {
        let app = try manager { file in file.shifts.removeAll { $0.clinician == "brennan" && $0.date == RotaFixture.monday } }
        let page = try app.get("/rota/1/2026-11-23")
        XCTAssertTrue(page.words.contains("Without this shift Main Surgery would have no duty doctor all day Dr Mei Tanaka would be at Main Surgery without a supervisor all day"), page.words)
        XCTAssertTrue(page.contains("Main Surgery would have 1 of 2 in the morning: 1 short"))
        XCTAssertTrue(page.text.contains("/leave/new?clinician=1&amp;from=2026-11-23&amp;to=2026-11-23"))
        XCTAssertFalse(try app.get("/rota/1/2026-11-25").contains("Cannot come in"), "nothing stands on that day")
    }

    func testEdit_takesItsAnswersFromTheAddress() throws {
        let app = try manager()
        let page = try app.get("/rota/1/2026-11-25?as=duty&span=full&location=2")
        XCTAssertEqual([page.value(of: "kind"), page.value(of: "span"), page.value(of: "location")], ["duty", "full", "Hillside"])
        let odd = try app.get("/rota/1/2026-11-25?as=boss&span=night&location=99")
        XCTAssertEqual([odd.value(of: "kind"), odd.value(of: "span"), odd.value(of: "location")], ["standard", "none", "Main Surgery"])
    }

    func testEdit_namesTheLeaveAndSkipsClosedDays() throws {
        let app = try manager()
        let page = try app.get("/rota/3/2026-11-25")
        XCTAssertTrue(page.words.contains("Morning Study leave"), page.words)
        XCTAssertTrue(page.text.contains("/leave/1/edit"))
        XCTAssertTrue(page.contains("<h1>Dr Tom Brennan, Wednesday 25 November 2026</h1>"))
        XCTAssertTrue(try app.get("/rota/1/2026-12-24").text.contains("href=\"/rota/1/2026-12-28\">Mon 28 ›"), "past Christmas Day and the weekend")
        XCTAssertTrue(try app.get("/rota/1/2026-11-24").contains("1 of at most 3 shifts this week, without this day"))
    }

    func testUpdate_saysEachRuleAtItsOwnField() throws {
        let app = try manager()
        let page = try change(app, "/rota/3/2026-11-24", ["kind": "duty"])
        XCTAssertTrue(page.text.contains("id=\"kind-error\""))
        XCTAssertFalse(page.text.contains("id=\"span-error\""))
        XCTAssertTrue(try change(app, "/rota/2/2026-11-24", ["location": "Hillside"]).text.contains("id=\"location-error\""))
    }

    /// One save, both days, both in the audit log.
    func testUpdate_takesDutyOver() throws {
        let app = try manager()
        let page = try app.get("/rota/1/2026-11-24")
        XCTAssertTrue(page.contains("Take over from Dr Hannah Goldberg at Main Surgery, who then does surgery"))
        let saved = try change(app, "/rota/1/2026-11-24", ["kind": "duty", "takeover": "2"])
        XCTAssertEqual(saved.status, .seeOther, "\(saved.errors)")
        XCTAssertEqual(try app.shifts(of: 1, on: "2026-11-24"), ["full duty Main Surgery"])
        XCTAssertEqual(try app.shifts(of: 2, on: "2026-11-24"), ["full standard Main Surgery"])
        XCTAssertTrue(try app.browser.follow(saved).contains("duty doctor all day at Main Surgery. Dr Hannah Goldberg does surgery."))
        let entries = try app.auditLog().prefix(2)
        XCTAssertEqual(Set(entries.map(\.action)), ["change shift", "hand over duty"])
        XCTAssertEqual(Set(entries.map(\.subject)), ["Dr Amara Okafor, Tuesday 24 November 2026", "Dr Hannah Goldberg, Tuesday 24 November 2026"])
        let other = try change(app, "/rota/1/2026-11-25", ["span": "full", "kind": "duty", "location": "Hillside", "takeover": "2"])
        XCTAssertEqual(other.status, .unprocessableContent, "Hillside needs no duty doctor")
        XCTAssertEqual(try app.shifts(of: 2, on: "2026-11-25"), ["full duty Main Surgery"], "duty elsewhere is not taken over")
    }

    /// Where two are needed, one of them hands over and the other stays.
    func testUpdate_takesDutyOverFromOneOfTwo() throws {
        let app = try manager { file in
            for index in file.cover.indices where file.cover[index].location == "Main Surgery" { file.cover[index].duty = 2 }
            file.terms[2].duty = true
            file.shifts[7].kind = .duty
        }
        XCTAssertEqual(try change(app, "/rota/1/2026-11-24", ["kind": "duty", "takeover": "3"]).status, .seeOther)
        XCTAssertEqual(try app.shifts(of: 3, on: "2026-11-24"), ["full standard Main Surgery"])
        XCTAssertEqual(try app.shifts(of: 2, on: "2026-11-24"), ["full duty Main Surgery"])
    }
}
