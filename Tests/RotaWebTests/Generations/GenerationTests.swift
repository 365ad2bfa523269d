import Civil
import RotaDomain
import RotaEngine
import RotaStore
import XCTest

@testable import RotaWeb

/// B5: generate, look, save or discard.
final class GenerationTests: XCTestCase {
    func testJourney_generatesPreviewsAndSavesADraft() throws {
        let small = try SmallPractice()
        let path = try small.order()
        XCTAssertEqual(path, "/generations/1")
        let waiting = try small.app.get(path)
        XCTAssertTrue(waiting.contains("About to start"))
        XCTAssertTrue(waiting.contains("data-poll=\"/generations/1\""))
        small.runner.runWaiting()

        let fragment = try small.app.get(path, headers: ["X-Fragment": "1"])
        XCTAssertTrue(fragment.contains("data-done=\"/generations/1\""))
        let preview = try small.app.get(path)
        XCTAssertEqual(preview.title, "Preview - Generate - Elm Surgery")
        XCTAssertTrue(preview.contains("What is missing"))
        XCTAssertTrue(preview.contains("chip--changed"))
        XCTAssertTrue(preview.contains("Week of 30 November 2026"))
        XCTAssertTrue(try small.app.get("\(path)?week=2026-12-07").contains("Week of 7 December 2026"))
        XCTAssertEqual(try small.shifts(), [], "nothing is saved before it is confirmed")

        let saved = try small.saveDraft(path)
        XCTAssertEqual(saved.location, "/rota?week=2026-11-30")
        let shifts = try small.shifts()
        XCTAssertEqual(shifts.count, 20)
        XCTAssertEqual(try small.state(path), .saved)
        XCTAssertEqual(try small.published(), [])
        XCTAssertEqual(try small.actions().filter { $0.contains("gener") }, ["save generated rota", "finish generation", "generate rota"])
        let report = try ReferenceScorer(SmallPractice.file, range: XCTUnwrap(DayRange(SmallPractice.day("2026-11-30"), SmallPractice.day("2026-12-13")))).report(shifts)
        XCTAssertEqual(report.breaches, [])
    }

    func testPreview_saysGapsInWordsWithReasons() throws {
        let small = try SmallPractice { file in
            for index in file.cover.indices where [.mon, .tue].contains(file.cover[index].weekday) && file.cover[index].part == .am { file.cover[index].minimum = 3 }
            file.clinicians[3].active = false
        }
        let path = try small.generated()
        let page = try small.app.get(path)
        XCTAssertTrue(page.words.contains("1 short, each of 2 mornings Mon 30 November, Tue 1 December, Main Surgery Unavoidable 3 doctors needed, 2 available See why"), page.words)
        XCTAssertTrue(
            page.words.contains("Doctors missing from cover 4 mornings short of doctors: Mon 30 November, Tue 1 December, Mon 7 December, Tue 8 December No rota has fewer than 4. 400,000"),
            page.words)
        XCTAssertTrue(page.words.contains("Trainee half-days unsupervised Every trainee is supervised"))
        let reasons = try small.app.get("\(path)/gaps?week=2026-11-30")
        XCTAssertEqual(reasons.status, .ok)
        XCTAssertTrue(reasons.words.contains("Does not work Mondays: Dr Cai Rees"), reasons.words)
        XCTAssertTrue(reasons.words.contains("1 inactive clinician is not listed."), reasons.words)
        XCTAssertFalse(reasons.words.contains("H1"), "the rules have numbers for us only")
        XCTAssertTrue(reasons.contains("id=\"gap-2026-11-30-am-cover-0\""), "“See why” leads to the very gap")
        XCTAssertTrue(page.contains("/gaps?week=2026-11-30#gap-2026-11-30-am-cover-0"))
        XCTAssertEqual(try small.app.get("\(path)/gaps?week=2027-11-30").status, .notFound)
        XCTAssertEqual(try small.app.get("\(path)/gaps?week=never").status, .notFound)
    }

    func testPreview_cutsLongListsAndKeepsAllOfThem() {
        let dates = (1...15).map { "\($0) December" }
        let long = GenerationPreview.Sentence(ScoreSentence("15 mornings short of doctors", dates), most: 6)
        XCTAssertEqual(long.text, "15 mornings short of doctors: 1 December, 2 December, 3 December, 4 December, 5 December, 6 December")
        XCTAssertEqual(long.rest?.label, "and 9 more")
        XCTAssertEqual(long.rest?.text, dates.dropFirst(6).joined(separator: ", "))
        XCTAssertNil(GenerationPreview.Sentence(ScoreSentence("6 mornings short of doctors", Array(dates.prefix(6))), most: 6).rest)
        let huge = GenerationPreview.Sentence(ScoreSentence("Mornings", (1...1_500).map(String.init)), most: 6)
        XCTAssertEqual(huge.rest?.label, "and 1,494 more")
        XCTAssertTrue(huge.rest?.text.hasSuffix(", 199, 200 and 1,300 more") == true, huge.rest?.text ?? "")
    }

    func testDiscard_leavesTheRotaAsItWas() throws {
        let small = try SmallPractice { $0.shifts = [SmallPractice.shift("ben", "2026-12-01")] }
        let before = try small.shifts()
        let path = try small.generated(["mode": "replace"])
        let answer = try small.app.browser.submit(try small.app.get(path), form: "\(path)/discard")
        XCTAssertEqual(answer.location, "/generations/new")
        XCTAssertEqual(try small.shifts(), before)
        XCTAssertEqual(try small.state(path), .discarded)
        XCTAssertEqual(try small.app.post("\(path)/draft").location, path, "what was discarded can't be saved")
        XCTAssertEqual(try small.shifts(), before)
        XCTAssertTrue(try small.app.get(path).contains("Discarded"))
    }

    func testFill_onlyAdds_andReplaceKeepsPins() throws {
        // Ben works by contract on the dates given; on a Thursday he does not: a pin stands against the rules and stays.
        let given = [SmallPractice.shift("amara", "2026-12-03"), SmallPractice.shift("amara", "2026-12-04", pinned: true)]
        let filled = try SmallPractice { $0.shifts = given }
        _ = try filled.saveDraft(try filled.generated(["mode": "fill"]))
        XCTAssertTrue(Set(given).isSubset(of: Set(try filled.shifts())))
        let replaced = try SmallPractice { $0.shifts = given }
        _ = try replaced.saveDraft(try replaced.generated(["mode": "replace"]))
        XCTAssertTrue(try replaced.shifts().contains(given[1]))
    }

    func testForm_countsWhatIsThereAndNamesThoseWithoutATerm() throws {
        let small = try SmallPractice { $0.shifts = [SmallPractice.shift("ben", "2026-12-01"), SmallPractice.shift("ben", "2026-12-02", pinned: true)] }
        let page = try small.app.get("/generations/new?\(SmallPractice.dates)")
        XCTAssertTrue(page.words.contains("Shifts in these dates 2 Pinned, always kept 1"), page.words)
        XCTAssertTrue(page.contains("Dr Dee Marsh has no working term in these dates"))
        XCTAssertTrue(page.contains("1 shift may move"))
        let counted = try small.app.browser.submit(page, form: "/generations", changing: ["do": "count", "from-day": "7", "from-month": "12"])
        XCTAssertEqual(counted.status, .ok)
        XCTAssertTrue(counted.words.contains("Shifts in these dates 0"), counted.words)
    }

    func testForm_startsWhereTheRotaEnds() throws {
        let weekdays = ["11-23", "11-24", "11-25", "11-26", "11-27", "11-30", "12-01", "12-02", "12-03", "12-04"]
        let small = try SmallPractice { $0.shifts = (weekdays + ["12-16"]).map { SmallPractice.shift("ben", "2026-\($0)") } }
        let page = try small.app.get("/generations/new")
        XCTAssertEqual(["from-day", "from-month", "to-day", "to-month", "to-year"].map { page.value(of: $0) }, ["7", "12", "7", "3", "2027"])
        XCTAssertTrue(page.contains("The rota reaches Friday 4 December 2026. Some shifts stand after that, to 16 December 2026."), page.words)
    }

    func testForm_namesThePreviewThatWaitsAndReplacesIt() throws {
        let small = try SmallPractice()
        XCTAssertFalse(try small.app.get("/generations/new").contains("waits to be saved"))
        let first = try small.generated()
        let page = try small.app.get("/generations/new?\(SmallPractice.dates)")
        XCTAssertTrue(page.contains("A generated rota of 30 November to 13 December 2026 waits to be saved."), page.words)
        let second = try small.generated(["mode": "replace"])
        XCTAssertNotEqual(first, second)
        XCTAssertEqual(try small.state(first), .discarded)
        XCTAssertEqual(try small.state(second), .ready)
    }

    /// Dates that end within a week: the days after them are no part of what was generated, and lead to no reasons.
    func testPreview_leadsOnlyToGapsOfItsDates() throws {
        let small = try SmallPractice { file in
            for index in file.cover.indices { file.cover[index].minimum = 4 }
        }
        let path = try small.generated(["to-day": "8"])
        let page = try small.app.get("\(path)?week=2026-12-07")
        let links = page.text.components(separatedBy: "href=\"").dropFirst().compactMap { $0.split(separator: "\"").first }.filter { $0.contains("/gaps") }
        XCTAssertFalse(links.isEmpty)
        for link in links {
            let address = link.split(separator: "#"), answer = try small.app.get(String(address[0]))
            XCTAssertEqual(answer.status, .ok, String(link))
            XCTAssertTrue(answer.contains("id=\"\(address[1])\""), String(link))
        }
        XCTAssertFalse(page.contains("gap-2026-12-09"), "not generated")
    }

    func testPreview_namesEachWeekInAStripWithTheProblemsMarked() throws {
        let small = try SmallPractice { file in
            for index in file.cover.indices where file.cover[index].weekday == .mon { file.cover[index].minimum = 4 }
            file.coverOverrides = [Part.am, .pm].map { PracticeFile.CoverOverride(date: SmallPractice.day("2026-12-07"), part: $0, location: "Main Surgery", minimum: 0, duty: 0) }
        }
        let page = try small.app.get(try small.generated())
        XCTAssertEqual(page.text.components(separatedBy: "class=\"strip-week strip-week--problem\" href").count, 2, "one week of two has problems")
        XCTAssertTrue(page.contains("/generations/1?week=2026-12-07#grid"))
        XCTAssertTrue(page.contains("side-nav"), "the navigation stays")
    }

    /// Shifts that stay against a rule are told as facts, with the rule in words; what was saved so knowingly comes last.
    func testPreview_saysWhatKeptShiftsBreakWithOwnChoicesLast() throws {
        let small = try SmallPractice { file in
            file.shifts = [SmallPractice.shift("ben", "2026-12-03", pinned: true), SmallPractice.shift("ben", "2026-12-08", pinned: true)]
            file.leave = [PracticeFile.Leave(clinician: "ben", range: DayRange(SmallPractice.day("2026-12-08")))]
        }
        try small.app.store.write { db in _ = try db.run("UPDATE shifts SET overrides = 'Reason: swapped' WHERE date = '2026-12-03'") }
        let page = try small.app.get(try small.generated())
        let kept = "Dr Ben Lowe works on Tuesday 8 December although on annual leave. The shift is pinned."
        let chosen = "Dr Ben Lowe works on Thursday 3 December although Thursday is not one of the term’s fixed days. It was saved so knowingly."
        XCTAssertTrue(page.words.contains(kept), page.words)
        XCTAssertTrue(page.words.contains(chosen), page.words)
        XCTAssertLessThan(page.words.range(of: kept)?.lowerBound ?? page.words.endIndex, page.words.range(of: chosen)?.lowerBound ?? page.words.startIndex)
        XCTAssertFalse(page.words.contains("H1"))
    }

    func testForm_startsNextMondayForThirteenWeeks() throws {
        let page = try SmallPractice().app.get("/generations/new")
        XCTAssertEqual(["from-day", "from-month", "to-day", "to-month", "to-year"].map { page.value(of: $0) }, ["30", "11", "28", "2", "2027"])
    }

    func testForm_refusesImpossibleDatesWithEveryAnswerKept() throws {
        let small = try SmallPractice()
        let page = try small.app.get("/generations/new?\(SmallPractice.dates)")
        for (answers, message) in [
            (["from-day": "31"], "From must be a real date"), (["to-month": "", "to-day": ""], "To must include a day and month"),
            (["to-year": "2025"], "To must be the same as or after From"), (["to-year": "2028"], "To must be within 60 weeks of From"),
            (["to-year": "99999999999999999999"], "To must include a year of 4 numbers"), (["from-year": "1999"], "From must be in the years 2000 to 2099"),
        ] {
            let answer = try small.app.browser.submit(page, form: "/generations", changing: answers.merging(["mode": "replace"]) { a, _ in a })
            XCTAssertEqual(answer.status, .unprocessableContent, "\(answers)")
            XCTAssertEqual(answer.errors, [message], "\(answers)")
            for (name, value) in answers { XCTAssertEqual(answer.value(of: name), value) }
        }
        XCTAssertNil(try small.state("/generations/1"))
    }

    func testForm_asksForCoverFirst() throws {
        let small = try SmallPractice { file in
            for index in file.cover.indices { (file.cover[index].minimum, file.cover[index].duty) = (0, 0) }
        }
        let page = try small.app.get("/generations/new?\(SmallPractice.dates)")
        XCTAssertTrue(page.contains("href=\"/cover\""))
        let answer = try small.app.browser.submit(page, form: "/generations")
        XCTAssertEqual(answer.errors, ["Say how many doctors each half-day needs before generating"])
    }

    func testSave_isRefusedWhenTheRotaChangedMeanwhile() throws {
        let small = try SmallPractice()
        let path = try small.generated()
        try small.replaceDay("2026-11-30", with: [SmallPractice.shift("ben", "2026-11-30")])
        let before = try small.shifts()
        XCTAssertTrue(try small.app.get(path).contains("can no longer be saved"))
        let answer = try small.saveDraft(path)
        XCTAssertEqual(answer.status, .conflict)
        XCTAssertTrue(answer.contains("/generations/new?from=2026-11-30&amp;to=2026-12-13&amp;mode=fill"))
        XCTAssertEqual(try small.shifts(), before)
        XCTAssertEqual(try small.state(path), .ready)
    }

    func testSave_isRefusedWhenLeaveWasApprovedMeanwhile() throws {
        let small = try SmallPractice()
        let path = try small.generated()
        let day = SmallPractice.day("2026-12-01")
        var file = SmallPractice.file
        file.leave = [PracticeFile.Leave(clinician: "ben", range: DayRange(day))]
        XCTAssertEqual(try PracticeFileService(small.app.practice).importFile(file, named: "leave", by: .commandLine).problems.count, 0)
        XCTAssertEqual(try small.saveDraft(path).status, .conflict)
        XCTAssertEqual(try small.shifts(), [])
    }

    /// The rules are asked outside the write; leave that is approved in between makes the answer void.
    func testSave_asksTheRulesAgainWhenLeaveIsApprovedWhileItIsSaved() throws {
        let small = try SmallPractice()
        let path = try small.generated()
        let proposal = try XCTUnwrap(small.app.store.read { db in try GenerationProposal.load(1, db) })
        let rota = try XCTUnwrap(proposal.rota)
        XCTAssertFalse(proposal.breaksRules(rota))
        try small.app.store.write { db in
            _ = try db.run(
                """
                INSERT INTO leave_requests (clinician_id, first_on, last_on, part, type, status)
                SELECT id, '2026-12-01', '2026-12-01', 'full', 'annual', 'approved' FROM clinicians WHERE code = 'ben'
                """)
        }
        let service = GenerationService(small.app.practice)
        XCTAssertNil(try service.save(rota, of: proposal, by: .commandLine), "not checked against the leave")
        XCTAssertEqual(try small.shifts(), [])
        guard case .stale(let reason) = try service.save(1, by: .commandLine) else { return XCTFail("saved on leave") }
        XCTAssertTrue(reason.contains("leave"), reason)
        XCTAssertEqual(try small.state(path), .ready)
    }

    /// What was protected when it was asked for explains it later, whatever has been published since; and says why it can't be saved.
    func testProtectedPeriod_isTheOneOfTheOrder() throws {
        let small = try SmallPractice()
        let path = try small.generated()
        XCTAssertNil(try small.app.store.read { db in try GenerationRepository(db).find(1)?.order.protectedUntil })
        // The empty draft is published, so that all of the dates are protected from now on.
        try small.app.store.write { db in
            _ = try PublicationRepository(db).publish(XCTUnwrap(DayRange(SmallPractice.day("2026-11-30"), SmallPractice.day("2026-12-13"))), by: "Priya Shah", at: small.app.now)
        }
        let proposal = try XCTUnwrap(small.app.store.read { db in try GenerationProposal.load(1, db) })
        XCTAssertNil(proposal.request.practice.protectedUntil)
        XCTAssertFalse(proposal.breaksRules(try XCTUnwrap(proposal.rota)))
        let answer = try small.saveDraft(path)
        XCTAssertEqual(answer.status, .conflict)
        XCTAssertTrue(answer.contains("It changes dates that are protected now"), answer.words)
        XCTAssertEqual(try small.shifts(), [])
    }

    func testProtectedPeriod_isKeptWithTheGeneration() throws {
        let small = try SmallPractice { $0.protectedUntil = SmallPractice.day("2026-12-06") }
        _ = try small.generated()
        XCTAssertEqual(try small.app.store.read { db in try GenerationRepository(db).find(1)?.order.protectedUntil }, SmallPractice.day("2026-12-06"))
        try small.app.store.write { db in _ = try db.run("UPDATE practice SET protected_until = NULL") }
        let proposal = try XCTUnwrap(small.app.store.read { db in try GenerationProposal.load(1, db) })
        XCTAssertEqual(proposal.request.practice.protectedUntil, SmallPractice.day("2026-12-06"))
    }

    func testProtectedWeeks_standUnlessOverridden() throws {
        let small = try SmallPractice()
        _ = try small.saveDraft(try small.generated())
        _ = try small.publish()
        // Six weeks from 23 November are protected as far as they are published, so all of the range is.
        let page = try small.app.get("/generations/new?\(SmallPractice.dates)")
        XCTAssertTrue(page.contains("Protected to 13 December 2026"))
        let refused = try small.app.browser.submit(page, form: "/generations", changing: ["mode": "replace"])
        XCTAssertEqual(refused.status, .unprocessableContent)
        XCTAssertEqual(refused.errors, ["All these dates are protected. Choose dates from 14 December 2026, or choose to change the protected weeks too"])
        let path = try small.generated(["mode": "replace", "unprotect": "yes"])
        XCTAssertEqual(try small.state(path), .ready)
        XCTAssertEqual(try small.saveDraft(path).status, .seeOther)
    }

    func testProtectedPeriod_keepsItsShiftsWhereTheRangeReachesBeyond() throws {
        let kept = SmallPractice.shift("amara", "2026-12-02")
        let small = try SmallPractice { file in
            file.shifts = [kept]
            file.protectedUntil = SmallPractice.day("2026-12-06")
        }
        _ = try small.saveDraft(try small.generated(["mode": "replace"]))
        XCTAssertEqual(try small.shifts().filter { $0.date <= SmallPractice.day("2026-12-06") }, [kept])
        XCTAssertGreaterThan(try small.shifts().count, 5)
    }
}
