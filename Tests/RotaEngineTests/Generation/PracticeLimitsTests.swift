import Civil
import Rostering
import RotaDomain
import XCTest
@testable import RotaEngine

/// What is too large is refused before the next, larger thing is made of it.
final class PracticeLimitsTests: Case {
    /// Notes whether its counters were asked for.
    private struct Spy: ScoreRule {
        final class Note: @unchecked Sendable {
            // Touched by the test's thread alone.
            var wasCounted = false
        }

        let name = SoftRule.s1
        let note = Note()

        func items(_ rota: ScoredRota) -> [ScoreItem] { [] }
        func count(in counters: inout RuleCounters) { note.wasCounted = true }
    }

    private var file: PracticeFile { practice((0..<3).map { term("c\($0)", .partner, duty: true, fte: 80) }, minimum: 2, duty: 1) }

    private func assertRefused(_ limits: RosterLimits, counted: Bool, line: UInt = #line) {
        let spy = Spy(), words = words(file)
        let book = RuleBook(score: [spy] + RuleBook.standard.score, limits: RuleBook.standard.limits)
        XCTAssertThrowsError(try PracticeProblem(words, book: book, limits: limits), line: line) { error in
            guard case .tooLarge(let size) = error as? GenerationFailure else { return XCTFail("\(error)", line: line) }
            XCTAssertEqual(size, RosterTooLarge(staff: 3, days: 14), line: line)
        }
        XCTAssertEqual(spy.note.wasCounted, counted, line: line)
    }

    private func limits(_ change: (inout RosterLimits) -> Void) -> RosterLimits {
        var limits = RosterLimits()
        change(&limits)
        return limits
    }

    /// Ten open days, on each of which a half may be nothing with the other nothing, or standard or duty with the other either.
    func testProblem_isRefusedForItsOptionsBeforeACounterIsMade() throws {
        let built = try PracticeProblem(words(file)), options = 3 * (10 * 5 + 4), changes = 3 * (10 * 25 + 4)
        XCTAssertEqual(built.options.reduce(0) { $0 + $1.count }, options)
        XCTAssertNoThrow(try PracticeProblem(words(file), limits: limits { ($0.options, $0.changes) = (options, changes) }))
        assertRefused(limits { $0.options = options - 1 }, counted: false)
        assertRefused(limits { $0.changes = changes - 1 }, counted: false)
    }

    func testProblem_isRefusedForWhatRulesCount() throws {
        let built = try PracticeProblem(words(file)), stated = built.counters.counters.count
        let effects = built.options.joined().reduce(0) { sum, option in
            var effects: [RosterProblem.Effect] = []
            built.counters.effects(of: option, &effects)
            return sum + effects.count
        }
        XCTAssertNoThrow(try PracticeProblem(words(file), limits: limits { ($0.effects, $0.statedCounters) = (effects, stated) }))
        assertRefused(limits { $0.effects = effects - 1 }, counted: true)
        assertRefused(limits { $0.statedCounters = stated - 1 }, counted: true)
        assertRefused(limits { $0.statements = 100 }, counted: true)
    }

    /// By whatever question it hears of it, it ends there.
    func testProblem_isCancelledOnTheWay() throws {
        var asked = 0
        _ = try PracticeProblem(words(file), isCancelled: { asked += 1; return false })
        XCTAssertGreaterThan(asked, 3 + RuleBook.standard.score.count + 3)
        for last in 1...asked {
            var questions = 0
            XCTAssertThrowsError(try PracticeProblem(words(file), isCancelled: { questions += 1; return questions >= last })) { error in
                guard case .cancelled = error as? GenerationFailure else { return XCTFail("\(error) after \(last)") }
            }
            XCTAssertLessThanOrEqual(questions, last + RuleBook.standard.score.count + RuleBook.standard.limits.count)
        }
    }

    func testGenerate_isCancelledWhileTheProblemIsBuilt() {
        let generator = RotaGenerator(GenerationRequest(practice: file, range: DayRange(weekOf: mon)), isCancelled: { true })
        XCTAssertThrowsError(try generator.generate()) { error in
            XCTAssertEqual((error as? GenerationFailure)?.sentence, "The generation was cancelled before there was a rota.")
        }
    }
}
