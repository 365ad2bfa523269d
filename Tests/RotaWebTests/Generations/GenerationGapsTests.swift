import Civil
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// What the preview and the page of gaps say of what is missing: unavoidable and why, tied, or to be met at a price; and what would close it.
final class GenerationGapsTests: XCTestCase {
    private func minimum(_ count: Int, _ weekdays: Set<Weekday>, _ part: Part? = nil) -> (inout PracticeFile) -> Void {
        { file in
            for index in file.cover.indices where weekdays.contains(file.cover[index].weekday) && (part == nil || file.cover[index].part == part) {
                file.cover[index].minimum = count
            }
        }
    }

    func testUnavoidable_saysWhoThereIsWhyNobodyElseAndWhatWouldCloseIt() throws {
        let small = try SmallPractice(minimum(3, [.mon], .am))
        let path = try small.generated()
        let preview = try small.app.get(path)
        XCTAssertTrue(preview.words.contains("What Missing Unavoidable Could be met Half-days of cover 2 2 0"), preview.words)
        XCTAssertTrue(preview.words.contains("No rota of these dates is short of less."))
        let page = try small.app.get("\(path)/gaps?week=2026-11-30")
        XCTAssertTrue(page.words.contains("Monday 30 November, morning: 1 short at Main Surgery Unavoidable"), page.words)
        XCTAssertTrue(page.words.contains("3 doctors needed, 2 available: Dr Amara Okafor, Dr Ben Lowe."), page.words)
        XCTAssertTrue(page.words.contains("Why nobody else can Does not work Mondays: Dr Cai Rees Has no working term on that day: Dr Dee Marsh"), page.words)
        XCTAssertTrue(page.words.contains("Find a locum for Mon 30 November: in the morning at Main Surgery."), page.words)
        XCTAssertTrue(page.words.contains("What would close it Ask Dr Cai Rees to work on Mon 30 November, although it is not one of their days: in the morning at Main Surgery."), page.words)
        XCTAssertFalse(page.words.contains("Everyone, as this rota stands"), "there is nothing more to be said of it")
    }

    /// Amara works three shifts a week at most and is wanted on four days.
    func testTied_namesThePlacesAndWhoIsTornBetweenThem() throws {
        let small = try SmallPractice { $0.terms[0].maxShifts = 3 }
        let path = try small.generated()
        let preview = try small.app.get(path)
        XCTAssertTrue(preview.words.contains("Here or elsewhere Needs the same people as 3 other places; 1 of the 8 needed is missing in every rota"), preview.words)
        let page = try small.app.get("\(path)/gaps?week=2026-11-30")
        XCTAssertTrue(page.words.contains("It needs the same people as 3 other places. Each can be filled, but not all: 1 of the 8 needed is missing in every rota."), page.words)
        XCTAssertTrue(page.words.contains("Who could be at one of them, but not at every one Dr Amara Okafor: at most 3 shifts a week"), page.words)
        XCTAssertTrue(page.words.contains("Everyone, as this rota stands"), page.words)
    }

    /// A trainee on Monday mornings whose supervisor has two half-days that must be worked, and no more shifts than those: the Monday would cost both.
    func testCouldBeMet_saysAtWhatPriceAndWhoseDaysChange() throws {
        let small = try SmallPractice { file in
            file.practice.supervisorGroups = [.fy: "FY Supervisor"]
            file.groups = ["FY Supervisor"]
            let names = [("eve", "Dr Eve Hall"), ("fay", "Dr Fay Reid"), ("gil", "Dr Gil Webb")], start = SmallPractice.day("2026-01-05")
            file.clinicians += names.map { PracticeFile.Clinician(id: $0, name: $1) }
            file.terms.removeFirst()
            file.terms += [
                PracticeFile.Term(clinician: "gil", type: .salaried, start: start, locations: ["Main Surgery"], fixedDays: [.mon]),
                PracticeFile.Term(
                    clinician: "eve", type: .partner, start: start, locations: ["Main Surgery"], fte: 22, halfDays: [.tue: .am, .wed: .am],
                    cannotWork: [.thu, .fri], mustWork: [.tue, .wed], maxShifts: 1),
                PracticeFile.Term(
                    clinician: "fay", type: .fy, start: start, locations: ["Main Surgery"], supervisor: "eve", fixedDays: [.mon], halfDays: [.mon: .am]),
            ]
            file.cover = file.cover.map { var cover = $0; (cover.minimum, cover.duty) = (1, 0); return cover }
        }
        let path = try small.generated()
        let preview = try small.app.get(path)
        XCTAssertTrue(preview.words.contains("Half-days of supervision 2 0 2"), preview.words)
        XCTAssertTrue(preview.words.contains("1 problem, which could be met of the Week of 30 November"), preview.words)
        XCTAssertTrue(preview.words.contains("Dr Fay Reid, Mon 30 November, morning Could be met Could be filled, with 2 more must-work days or half-days of a weekly minimum missed"), preview.words)
        let page = try small.app.get("\(path)/gaps?week=2026-11-30")
        XCTAssertTrue(page.words.contains("Dr Fay Reid unsupervised at Main Surgery Could be met It could be filled, but the rota as a whole would be worse."), page.words)
        XCTAssertTrue(page.words.contains("What would get worse 2 more must-work days or half-days of a weekly minimum missed 3 more days unlike the week before"), page.words)
        XCTAssertTrue(page.words.contains("What would get better 1 fewer trainee half-day unsupervised"), page.words)
        XCTAssertTrue(page.words.contains("""
            Who would change Dr Eve Hall, Mon 30 November: Surgery, Main Surgery Dr Eve Hall, Tue 1 December: off, instead of Surgery, Main Surgery, morning \
            Dr Eve Hall, Wed 2 December: off, instead of Surgery, Main Surgery, morning
            """), page.words)
        XCTAssertFalse(page.words.contains("What would close it"), "nothing need be asked of anybody")
    }

    /// Two are needed and one may be: that is not "no duty doctor".
    func testDuty_saysHowManyAreMissingWhereSomebodyIsThere() throws {
        let small = try SmallPractice { file in
            file.terms[1].duty = false
            for index in file.cover.indices where [.mon, .tue].contains(file.cover[index].weekday) { file.cover[index].minimum = 1 }
            for index in file.cover.indices where file.cover[index].weekday == .mon || (file.cover[index].weekday == .tue && file.cover[index].part == .am) {
                file.cover[index].duty = 2
            }
        }
        let path = try small.generated()
        let preview = try small.app.get(path)
        XCTAssertTrue(preview.words.contains("1 duty doctor short, each of 2 mornings Mon 30 November, Tue 1 December, Main Surgery"), preview.words)
        XCTAssertTrue(preview.words.contains("1 duty doctor short Mon 30 November, afternoon, Main Surgery"), preview.words)
        XCTAssertTrue(preview.words.contains("4 mornings short of duty doctors: Mon 30 November"), preview.words)
        let page = try small.app.get("\(path)/gaps?week=2026-11-30")
        XCTAssertTrue(page.words.contains("Monday 30 November, morning: 1 duty doctor short at Main Surgery"), page.words)
        for found in [preview, page] {
            XCTAssertFalse(found.words.contains("o duty doctor"), found.words)
            XCTAssertFalse(found.words.contains("without a duty doctor"), found.words)
        }
    }

    func testNothingMissing_isSaidShortly() throws {
        let page = try SmallPractice { small in small.cover = small.cover.map { var cover = $0; cover.minimum = 1; return cover } }
        let preview = try page.app.get(try page.generated())
        XCTAssertTrue(preview.words.contains("What is missing Nothing is missing: every half-day has the doctors it needs, and every trainee is supervised."), preview.words)
        XCTAssertFalse(preview.contains("summary-table"))
    }

    /// The first week is protected, and empty.
    func testProtection_isSaidWhereItIsTheReason() throws {
        let small = try SmallPractice { $0.protectedUntil = SmallPractice.day("2026-12-06") }
        let path = try small.order()
        _ = try small.app.store.write { db in
            _ = try GenerationRepository(db).startNext()
            _ = try GenerationRepository(db).record(GenerationStage(stepsDone: 40, stepsTotal: 100, curve: ScoreCurve(text: "0:1510044:40:0:0")), of: 1)
            try GenerationRepository(db).record(MissingHalfDays(cover: 40), of: 1)
        }
        let progress = try small.app.get(path)
        XCTAssertTrue(progress.words.contains("No rota is short of less while the weeks to 6 December stay protected."), progress.words)
        let other = try SmallPractice { $0.protectedUntil = SmallPractice.day("2026-12-06") }, done = try other.generated(), preview = try other.app.get(done)
        XCTAssertTrue(preview.words.contains("No rota of these dates is short of less while the weeks to 6 December stay protected."), preview.words)
        XCTAssertTrue(preview.words.contains("half-days of cover are missing only because of that."), preview.words)
        XCTAssertNotNil(preview.words.firstMatch(of: #/No rota has fewer than \d+ while the weeks to 6 December stay protected/#), preview.words)
        let page = try other.app.get("\(done)/gaps?week=2026-11-30")
        XCTAssertTrue(page.words.contains("This is so only while the weeks to 6 December stay protected."), page.words)
    }

    func testReasons_areSaidToBeMissingWhileTheyAre() throws {
        let small = try SmallPractice(minimum(3, [.mon], .am))
        let path = try small.order()
        GenerationRunner(small.app.practice, steps: 3_000, patience: .zero, explains: .zero).runWaiting()
        let preview = try small.app.get(path)
        XCTAssertTrue(preview.words.contains("The reasons of 2 gaps are still being worked out. Load this page again to see them."), preview.words)
        XCTAssertTrue(preview.words.contains("What Missing Unavoidable Could be met Not known yet Half-days of cover 2 0 0 2"), preview.words)
        let page = try small.app.get("\(path)/gaps?week=2026-11-30")
        XCTAssertTrue(page.words.contains("Whether it could be met is still being worked out."), page.words)
        XCTAssertTrue(page.words.contains("Dr Cai Rees does not work Mondays"), "everyone is listed meanwhile")

        // As after another start of the program.
        small.runner.explainWaiting()
        XCTAssertTrue(try small.app.get(path).words.contains("Half-days of cover 2 2 0"))
        XCTAssertTrue(try small.app.get("\(path)/gaps?week=2026-12-07").words.contains("What would close it"))
    }

    func testReasons_goWithTheProposal() throws {
        let small = try SmallPractice(minimum(3, [.mon], .am))
        let path = try small.generated()
        func kept() throws -> Int { try small.app.store.read { db in try GapAccountRepository(db).briefs(1).count } }
        XCTAssertEqual(try kept(), 2)
        _ = try small.app.browser.submit(try small.app.get(path), form: "\(path)/discard")
        XCTAssertEqual(try kept(), 0)
    }

    func testScore_isComparedWithTheShiftsThatStood() throws {
        let small = try SmallPractice { $0.shifts = [SmallPractice.shift("ben", "2026-12-01")] }
        XCTAssertTrue(try small.app.get(try small.generated()).contains("Points before"))
        let empty = try SmallPractice()
        XCTAssertFalse(try empty.app.get(try empty.generated()).contains("Points before"), "nothing stood")
    }
}
