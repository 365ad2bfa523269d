import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

/// How a rule is added (`RuleBook`), with one that no rota is judged by: its name, weight, both halves, and its tests.
final class AddingARuleTests: Case {
    private let rule = DutyDaysOfAWeek(most: 2)
    private var book: RuleBook { RuleBook(score: RuleBook.standard.score + [rule]) }

    private func assertCount(_ file: PracticeFile, _ shifts: [PracticeFile.Shift], _ expected: Double, last: Day? = nil, line: UInt = #line) throws {
        let range = try XCTUnwrap(DayRange(mon, last ?? sun)), scorer = ReferenceScorer(PracticeWords(file, range: range), book)
        XCTAssertEqual(scorer.report(shifts)[rule.name].count, expected, line: line)
        XCTAssertEqual(IncrementalScorer(scorer.sheet(shifts), scorer.counters).counts[13], expected, line: line)
    }

    func testCount_isOfDutyDaysBeyondTheMostOfEachWeek() throws {
        let file = practice(["p", "q"].map { term($0, .partner, duty: true) }, duty: 1)
        let three = [mon, wed, fri].map { shift("p", $0, .full, .duty) }
        try assertCount(file, [], 0)
        try assertCount(file, Array(three.prefix(2)), 0)
        try assertCount(file, three, 1)
        // Half a day is a day; the next week is counted by itself, and so is everybody.
        try assertCount(file, three + [shift("p", tue, .am, .duty)], 2)
        try assertCount(file, three + [shift("p", nextMon, .full, .duty), shift("q", tue, .full, .duty)], 1, last: nextSun)
        try assertCount(file, three + [shift("p", tue)], 1)
    }

    func testGeneration_agreesOnEveryMoveAndKeepsTheRule() throws {
        // The fair share of ten duty parts is five for each: without the rule three days and two.
        let file = practice(["p", "q", "r"].map { term($0, .partner, duty: true, fte: $0 == "r" ? 20 : 100) }, duty: 1)
        var generator = RotaGenerator(GenerationRequest(practice: file, range: DayRange(weekOf: mon), steps: 2000, isAudited: true))
        let shipped = try generator.generate()
        generator.book = book
        let result = try generator.generate()
        XCTAssertEqual(shipped.report.lines.map(\.id), (1...13).map { "S\($0)" })
        XCTAssertEqual(result.report.lines.map(\.id), (1...13).map { "S\($0)" } + ["X1"])
        XCTAssertEqual(result.report[rule.name].count, 0)
        XCTAssertGreaterThan(ReferenceScorer(PracticeWords(file, range: DayRange(weekOf: mon)), book).report(shipped.rota.shifts)[rule.name].count, 0)
        // What S1 to S13 say of a rota is what they said before.
        XCTAssertEqual(ReferenceScorer(file, range: DayRange(weekOf: mon)).report(result.rota.shifts).lines, Array(result.report.lines.dropLast()))
    }

    func testGeneration_agreesOnRandomPractices() throws {
        var counted = 0.0
        for fixture in try AgreementFixture.all().prefix(60) {
            var generator = RotaGenerator(GenerationRequest(practice: fixture.practice, range: fixture.rota.range, steps: 100, isAudited: true))
            generator.book = RuleBook(score: RuleBook.standard.score + [DutyDaysOfAWeek(most: 0)])
            counted += try generator.generate().report[rule.name].count
        }
        XCTAssertGreaterThan(counted, 0)
    }

    func testWords_areItsTitleUntilItHasItsOwn() {
        XCTAssertEqual(ScoreWords.title(rule.name), "duty days beyond the week’s most")
    }
}

/// Duty days of one clinician in one week, Monday to Sunday, beyond so many.
private struct DutyDaysOfAWeek: ScoreRule {
    let most: Int

    let name = SoftRule(number: 14, id: "X1", weight: 5_000, title: "duty days beyond the week’s most")

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        var found: [ScoreItem] = []
        for monday in rota.words.touchedWeeks {
            for clinician in 0..<rota.words.clinicianCount {
                let onDuty = (monday..<monday + 7).filter { rota.words.days.contains($0) && !rota.sheet.dutyParts(clinician, $0).isEmpty }
                guard onDuty.count > most else { continue }
                found.append(ScoreItem(clinician: rota.id(clinician), date: rota.words.date(monday), amount: Double(onDuty.count - most)))
            }
        }
        return found
    }

    func count(in counters: inout RuleCounters) {
        let words = counters.words, most = most
        for monday in words.touchedWeeks {
            for clinician in 0..<words.clinicianCount {
                let beyond = counters.add { Double(max(0, $0 - most)) }
                counters.count(beyond, clinician, (monday..<monday + 7).filter(words.days.contains)) { $0.onDuty.isEmpty ? 0 : 1 }
            }
        }
    }
}
