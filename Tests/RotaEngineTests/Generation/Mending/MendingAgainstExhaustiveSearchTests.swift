import Civil
import RotaDomain
import XCTest
@testable import Rostering
@testable import RotaEngine

/// Mending on practices so small that every rota can be tried.
final class MendingAgainstExhaustiveSearchTests: XCTestCase {
    /// A rota that somebody made, and then something happens: leave, the end of a term, a pin, with or without a protected period.
    static func request(_ seed: UInt64) throws -> MendRequest {
        let shape = PracticeShape.tiny(seed)
        var draw = Draw(seed: seed &+ 77), file = shape.file(seed: seed)
        let rota = try RotaGenerator(GenerationRequest(practice: file, range: shape.range, seed: seed, steps: draw.one([0, 500]))).generate().rota
        let id = draw.one(file.clinicians).id, date = draw.one(shape.range.days)
        switch draw.below(4) {
        case 0: file.leave.append(leave(id, date, draw.one([.full, .am, .pm]), to: date + draw.below(2)))
        case 1:
            for index in file.terms.indices where file.terms[index].clinician == id && file.terms[index].start < date { file.terms[index].end = date - 1 }
        case 2:
            file.shifts.removeAll { $0.clinician == id && $0.date == date }
            file.shifts.append(shift(id, date, draw.one([.full, .am]), draw.one([.standard, .duty]), at: draw.one(file.locations), pinned: true))
        default: file.leave.append(leave(id, shape.range.first, to: shape.range.last))
        }
        var released: [Day: PartSet] = [:]
        if draw.below(3) == 0 {
            file.protectedUntil = date
            if draw.below(3) > 0 { released[date] = draw.one([.day, .am]) }
        }
        return MendRequest(practice: file, rota: rota, released: released, steps: 5000)
    }

    /// Scores rotas as mending does: gaps to mend, then changed parts, then the score.
    private func scorer(_ mender: RotaMender) -> ReferenceScorer {
        let plain = ReferenceScorer(mender.words)
        return ReferenceScorer(mender.words, .mending(Damage(to: plain.sheet(mender.request.rota.shifts), plain)))
    }

    /// Nothing of the search is trusted here, nor that only the weeks that were struck need be looked at.
    func testMend_isTheBestOfAllRotas() throws {
        var compared = 0, changed = 0
        for seed in 0..<100 as Range<UInt64> {
            let mender = RotaMender(try Self.request(seed)), scorer = scorer(mender)
            guard let best = ExhaustiveSearch.best(scorer, most: 200), best < .infinity else { continue }
            let result = try mender.mend()
            XCTAssertEqual(scorer.report(result.rota.shifts).score, best, accuracy: 0.01, "seed \(seed)")
            XCTAssertEqual(result.after.breaches.filter { !$0.given }, [], "seed \(seed)")
            compared += 1
            if !result.changes.isEmpty { changed += 1 }
        }
        XCTAssertGreaterThan(compared, 50)
        XCTAssertGreaterThan(changed, 30)
    }

    func testMend_isTheBestOfAllChoices() throws {
        var compared = 0
        for seed in 5000..<5150 as Range<UInt64> {
            let mender = RotaMender(try Self.request(seed)), plain = ReferenceScorer(mender.words)
            let problem = try mender.problem(mender.words, Damage(to: plain.sheet(mender.request.rota.shifts), plain))
            guard problem.roster.freeCells.count > 3, let least = ExhaustiveSearch.leastCost(problem.roster, most: 30_000) else { continue }
            let score = scorer(mender).report(try mender.mend().rota.shifts).score
            XCTAssertEqual(score, Double(least) / PracticeProblem.scale, accuracy: 0.1, "seed \(seed)")
            compared += 1
        }
        XCTAssertGreaterThan(compared, 30)
    }
}
