import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

/// Assert mode, on rules that are right and on rules that are not.
final class SearchAuditTests: Case {
    private func generator(_ file: PracticeFile, _ book: RuleBook = .standard, steps: Int = 200, seed: UInt64 = 1) -> RotaGenerator {
        var generator = RotaGenerator(GenerationRequest(practice: file, range: DayRange(weekOf: mon), seed: seed, steps: steps, isAudited: true))
        generator.book = book
        return generator
    }

    private func contradiction(_ book: RuleBook, steps: Int = 200, seed: UInt64 = 1, line: UInt = #line) -> ScoreContradiction? {
        let file = practice([term("p", .partner, duty: true, fte: 60), term("q", .partner, duty: true, fte: 60)], minimum: 1, duty: 1)
        do {
            _ = try generator(file, book, steps: steps, seed: seed).generate()
            XCTFail("nothing found", line: line)
            return nil
        } catch {
            guard case .contradiction(let found) = error else { return nil }
            return found
        }
    }

    func testAudit_changesNothingWhereTheRulesAgree() throws {
        for fixture in try AgreementFixture.all().prefix(60) {
            var request = GenerationRequest(practice: fixture.practice, range: fixture.rota.range, steps: 100, isAudited: true)
            let audited = try RotaGenerator(request).generate()
            request.isAudited = false
            XCTAssertEqual(try RotaGenerator(request).generate().rota, audited.rota)
        }
    }

    func testAudit_namesTheMoveTheRuleAndBothFigures() throws {
        var book = RuleBook.standard
        book.score[4] = WrongContract()
        let found = try XCTUnwrap(contradiction(book))
        XCTAssertEqual(found.rule, "S5")
        XCTAssertEqual(found.fast, found.slow + 2, accuracy: 1e-9)
        XCTAssertEqual(found.move.count, 1)
        XCTAssertTrue(found.move[0].hasPrefix("p on 2027-01-"), found.move[0])
        XCTAssertTrue(found.description.hasPrefix("The search counts \(found.fast) for S5, the rules \(found.slow), after p on 2027-01-"), found.description)
    }

    /// Whichever walk would come first.
    func testAudit_namesTheSameMoveEveryTime() throws {
        var book = RuleBook.standard
        book.score[4] = WrongContract(isSeldom: true)
        for seed in 1...40 as ClosedRange<UInt64> {
            let found = (0..<3).map { _ in contradiction(book, steps: 3000, seed: seed)?.description }
            XCTAssertEqual(Set(found).count, 1, "seed \(seed)")
        }
    }

    func testAudit_findsALimitThatIsNotKept() throws {
        var book = RuleBook.standard
        book.limits[1] = NoLimit()
        XCTAssertEqual(try XCTUnwrap(contradiction(book)).rule, "H8")
    }

    func testAudit_findsASumThatIsNotTheRules() throws {
        let file = practice([term("p", .partner, fte: 60)])
        let problem = try PracticeProblem(PracticeWords(file, range: DayRange(weekOf: mon))), finding = SearchAudit.Finding()
        let audit = SearchAudit(problem, finding), start = Array(repeating: Int32(0), count: problem.options.count)
        let cost = IncrementalScorer(problem.counters, days: problem.options.map { $0[0] }).cost
        XCTAssertTrue(audit.check(start, cost))
        XCTAssertTrue(audit.check(start, cost + 1), "the same rota is looked at once")
        XCTAssertFalse(SearchAudit(problem, finding).check(start, cost + 1))
        XCTAssertEqual(finding.contradiction?.rule, "score")
        XCTAssertEqual(finding.contradiction?.move, [])
    }
}

/// S5 whose counters count each Tuesday worked twice, or only where the doctor is on duty for half of it.
private struct WrongContract: ScoreRule {
    let name = SoftRule.s5
    var isSeldom = false

    func items(_ rota: ScoredRota) -> [ScoreItem] { S05Contract().items(rota) }

    func count(in counters: inout RuleCounters) {
        S05Contract().count(in: &counters)
        let isSeldom = isSeldom
        counters.charge { day in
            guard day.clinician == 0, day.day == 1 else { return 0 }
            // Too little to keep a walk away.
            return isSeldom ? Double(day.onDuty.count % 2) / 1000 : Double(day.worked.count)
        }
    }
}

/// H8 whose counters count nothing.
private struct NoLimit: LimitRule {
    let name = HardRule.h8

    func breaches(_ sheet: RotaSheet, _ given: GivenRota, _ words: PracticeWords) -> [Breach] { H08DutyPlaces().breaches(sheet, given, words) }
    func count(in counters: inout RuleCounters) {}
}
