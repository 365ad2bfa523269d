import Civil
import RotaDomain
import XCTest

@testable import RotaWeb

/// `/warnings`: what the rota lacks, and every gap explained (issue 2, items 7 and 8; B4).
final class WarningsTests: XCTestCase {
    private func manager(_ change: (inout PracticeFile) -> Void = { _ in }) throws -> TestApp {
        let app = try RotaFixture.app(change)
        try app.signIn(as: .manager)
        return app
    }

    func testIndex_listsGapsFromTodayByWeek() throws {
        let app = try manager { $0.shifts.removeAll { $0.clinician == "goldberg" && $0.date == RotaFixture.monday + 4 } }
        let page = try app.get("/warnings")
        XCTAssertTrue(page.contains("in the rota from today to 27 November 2026."))
        XCTAssertTrue(page.contains("Week of 23 November 2026"))
        XCTAssertTrue(page.contains("Wednesday 25 November, morning, Main Surgery has 1 doctor and needs 2"))
        XCTAssertTrue(page.contains("Friday 27 November, afternoon, Main Surgery needs 1 duty doctor and has none"))
        XCTAssertTrue(page.contains("Friday 27 November, morning: Dr Mei Tanaka is at Main Surgery without a supervisor"))
        XCTAssertTrue(page.text.contains("/warnings/2026-11-27/am/1?kind=supervision&amp;trainee=4"))
        app.now = Instant(iso: "2026-11-26T08:00:00Z") ?? app.now
        try app.signIn(as: .manager)
        XCTAssertFalse(try app.get("/warnings").contains("Wednesday 25 November"))
    }

    func testIndex_filtersByKindAndDates() throws {
        let app = try manager { $0.shifts.removeAll { $0.clinician == "goldberg" && $0.date == RotaFixture.monday + 4 } }
        let duty = try app.get("/warnings?kind=duty")
        XCTAssertTrue(duty.contains("needs 1 duty doctor and has none"))
        XCTAssertFalse(duty.contains("without a supervisor"))
        XCTAssertEqual(duty.value(of: "kind"), "duty")
        let wednesday = try app.get("/warnings?from=25/11/2026&to=25+nov+2026")
        XCTAssertTrue(wednesday.contains("2 in the rota from 25 November 2026 to 25 November 2026."))
        XCTAssertTrue(try app.get("/warnings?kind=duty&from=25/11/2026&to=25/11/2026").contains("No warnings match"))
        for odd in ["kind=x", "from=nonsense&to=31/2/2026", "from=2199-01-01", "to=2000-01-01", "from=%F0%9F%98%80"] {
            XCTAssertEqual(try app.get("/warnings?\(odd)").status, .ok, odd)
        }
    }

    /// A rota may reach further than a page: the nearest dates are the ones that stay.
    func testIndex_ofARotaOfMoreThanAYearKeepsTheNearestDates() throws {
        let app = try manager { $0.shifts.append(RotaFixture.shift("brennan", 400, .full)) }
        let page = try app.get("/warnings")
        XCTAssertTrue(page.contains("in the rota from today to 23 November 2027."), page.words)
        XCTAssertTrue(page.contains("Wednesday 25 November, morning, Main Surgery has 1 doctor and needs 2"))
        XCTAssertTrue(page.contains("the dates to 28 December 2027 are left out"), page.words)
        let rest = try app.get("/warnings?from=2027-11-24")
        XCTAssertTrue(page.contains("/warnings?from=2027-11-24"))
        XCTAssertTrue(rest.contains("from 24 November 2027 to 28 December 2027."), rest.words)
        XCTAssertFalse(rest.contains("are left out"))
    }

    func testIndex_withoutARotaSaysSo() throws {
        let app = try manager { $0.shifts = [] }
        XCTAssertTrue(try app.get("/warnings").contains("No rota on these dates"))
    }

    /// Item 8: which clinicians there are, and for each what stood against them.
    func testShow_explainsEveryClinician() throws {
        let app = try manager()
        let page = try app.get("/warnings/2026-11-25/am/1?kind=cover")
        XCTAssertEqual(page.title, "1 short - Warnings - Elm Surgery")
        XCTAssertTrue(page.contains("Wednesday 25 November 2026, morning. Main Surgery has 1 doctor and needs 2."))
        XCTAssertTrue(page.contains("1 person can fill it"))
        XCTAssertTrue(page.words.contains("Dr Amara Okafor Partner Not in Can be added: would be shift 3 of at most 3 this week Add to the rota"), page.words)
        XCTAssertTrue(page.words.contains("Dr Tom Brennan Salaried Study leave Is on study leave"))
        XCTAssertTrue(page.words.contains("Dr Mei Tanaka ST Doctor Not in Does not work Wednesdays"))
        XCTAssertTrue(page.words.contains("Dr Sam Lee Locum Not in Is not booked"))
        XCTAssertFalse(page.words.contains("H1"))
        XCTAssertTrue(page.text.contains("/rota/1/2026-11-25?as=standard&amp;span=full&amp;location=1"))
        XCTAssertTrue(page.text.contains("/locum-bookings/new?from=2026-11-25&amp;to=2026-11-25&amp;part=am&amp;location=1"))
        XCTAssertTrue(page.text.contains("/cover/overrides/new?from=2026-11-25&amp;to=2026-11-25&amp;part=am&amp;location=1"))
        XCTAssertTrue(page.text.contains("/leave/new?from=2026-11-25&amp;to=2026-11-25"))
        XCTAssertTrue(page.text.contains("/rota/1/2026-11-25"))
        XCTAssertFalse(page.contains("Dr Una Gone"))
        XCTAssertTrue(page.contains("1 inactive clinician is not listed."))
    }

    /// The same words as for a generated rota; where somebody can fill it, the table says so.
    func testShow_saysWhetherAnyRotaCouldFillIt() throws {
        let app = try manager { file in
            for index in file.cover.indices where file.cover[index].weekday == .wed && file.cover[index].part == .am { file.cover[index].minimum = 6 }
        }
        let page = try app.get("/warnings/2026-11-25/am/1?kind=cover")
        XCTAssertTrue(page.words.contains("6 doctors needed, 2 available: Dr Amara Okafor, Dr Hannah Goldberg."), page.words)
        XCTAssertTrue(page.words.contains("4 of 5 unavoidable"), page.words)
        XCTAssertFalse(page.words.contains("Why nobody else can"), "the table says that of everybody")
        XCTAssertFalse(page.words.contains("No rota was found"), "nobody looked for one")
        XCTAssertFalse(try manager().get("/warnings/2026-11-25/am/1?kind=cover").words.contains("navoidable"))
    }

    /// What is missing is explained, and there is something to do about it, where nobody is left to be listed.
    func testShow_withoutAnybodyActiveSaysWhyAllTheSame() throws {
        let app = try manager { file in
            for index in file.clinicians.indices { file.clinicians[index].active = false }
            file.shifts = []
        }
        let page = try app.get("/warnings/2026-11-25/am/1?kind=cover")
        XCTAssertTrue(page.words.contains("2 doctors needed, none available."), page.words)
        XCTAssertTrue(page.words.contains("6 inactive clinicians are not listed."), page.words)
        XCTAssertTrue(page.contains("Book a locum"), page.words)
        XCTAssertFalse(page.contains("<caption"), page.words)
    }

    func testShow_explainsDutyAndSupervision() throws {
        let app = try manager { $0.shifts.removeAll { $0.clinician == "goldberg" && $0.date == RotaFixture.monday + 4 } }
        let duty = try app.get("/warnings/2026-11-27/am/1?kind=duty")
        XCTAssertTrue(duty.contains("<h1>No duty doctor</h1>"))
        XCTAssertTrue(duty.contains("Cannot work on Fridays"))
        XCTAssertTrue(duty.contains("Is a trainee and never on duty"))
        XCTAssertTrue(duty.contains("Is not in the duty rotation"))
        let alone = try app.get("/warnings/2026-11-27/am/1?kind=supervision&trainee=4")
        XCTAssertTrue(alone.contains("Dr Mei Tanaka is at Main Surgery without a supervisor"))
        XCTAssertTrue(alone.contains("May not supervise this trainee"))
    }

    func testDuty_isSaidToBeNoneOnlyWhereThereIsNone() throws {
        let app = try manager { file in
            file.shifts.removeAll { $0.clinician == "brennan" && $0.date == RotaFixture.monday }
            for index in file.cover.indices where file.cover[index].weekday == .mon && file.cover[index].location == "Main Surgery" { file.cover[index].duty = 2 }
        }
        let page = try app.get("/warnings/2026-11-23/am/1?kind=duty")
        XCTAssertTrue(page.contains("<h1>1 duty doctor short</h1>"), page.words)
        XCTAssertTrue(page.words.contains("Main Surgery needs 2 duty doctors and has 1."), page.words)
        let week = try app.get("/rota?week=2026-11-23")
        XCTAssertTrue(week.words.contains("2 half-days short of duty doctors"), week.words)
        XCTAssertFalse(week.words.contains("half-days without a duty doctor"), week.words)
    }

    func testShow_saysWhenNothingIsMissing() throws {
        let app = try manager()
        let page = try app.get("/warnings/2026-11-24/am/1?kind=cover")
        XCTAssertEqual(page.status, .ok)
        XCTAssertTrue(page.contains("What was missing here has been filled"))
    }

    func testShow_oddAddressesAreNotFound() throws {
        let app = try manager()
        for path in ["/warnings/2026-11-24/am/99", "/warnings/2026-11-24/night/1", "/warnings/2026-02-30/am/1", "/warnings/9999-12-31/am/1", "/warnings/x/am/1", "/warnings/2026-11-24/am/-1"] {
            XCTAssertEqual(try app.get(path).status, .notFound, path)
        }
        XCTAssertEqual(try app.get("/warnings/2026-11-25/am/1?kind=nonsense&trainee=99999999999999999999").status, .ok)
    }

    /// Those who can, as the engine ranks them: by what it does to the score, so that who owes duty comes before who is in anyway; then those who
    /// could if something were waived; then the rest.
    func testShow_ordersThoseWhoCan() throws {
        let app = try manager { file in
            file.terms[2].duty = true
            file.clinicians.append(PracticeFile.Clinician(id: "yeo", name: "Dr Ann Yeo"))
            file.terms.append(PracticeFile.Term(clinician: "yeo", type: .partner, start: RotaFixture.day("2026-01-05"), locations: ["Main Surgery"], fte: 60, maxShifts: 4))
            file.shifts.removeAll { $0.clinician == "goldberg" && $0.date == RotaFixture.monday + 1 }
        }
        let page = try app.get("/warnings/2026-11-24/am/1?kind=duty").words
        let names = ["Dr Tom Brennan", "Dr Ann Yeo", "Dr Hannah Goldberg", "Dr Amara Okafor", "Dr Sam Lee", "Dr Mei Tanaka"]
        let places = names.compactMap { page.range(of: $0)?.lowerBound }
        XCTAssertEqual(places.count, names.count)
        XCTAssertEqual(places, places.sorted(), page)
        XCTAssertTrue(page.contains("4 people can fill it"), page)
        XCTAssertTrue(page.contains("Dr Amara Okafor Partner In, surgery at Main Surgery Can take duty 1 duty"), page)
        XCTAssertTrue(page.contains("Make duty doctor : Dr Tom Brennan"), page)
        XCTAssertTrue(page.contains("Dr Sam Lee Locum Not in Is not booked 0 duties Open day : Dr Sam Lee"), page)
    }

    func testForms_areFilledByTheLinks() throws {
        let app = try manager()
        let leave = try app.get("/leave/new?clinician=3&from=2026-11-24&to=2026-11-24&part=am")
        XCTAssertEqual([leave.value(of: "clinician"), leave.value(of: "from-day"), leave.value(of: "from-month"), leave.value(of: "part")], ["3", "24", "11", "am"])
        let locum = try app.get("/locum-bookings/new?from=2026-11-24&to=2026-11-24&part=pm&location=2")
        XCTAssertEqual([locum.value(of: "from-day"), locum.value(of: "part"), locum.value(of: "location")], ["24", "pm", "2"])
        let need = try app.get("/cover/overrides/new?from=2026-11-24&to=2026-11-24&part=pm&location=2")
        XCTAssertEqual([need.value(of: "from-day"), need.value(of: "part"), need.value(of: "location")], ["24", "pm", "2"])
        XCTAssertEqual(try app.get("/leave/new?from=nonsense&part=night&clinician=x").status, .ok)
    }
}
