import Civil
import RotaDomain
import XCTest
@testable import Rostering
@testable import RotaEngine

/// What is said of gaps, against all rotas of small random practices.
final class GapVerdictTruthTests: XCTestCase {
    private struct Trial {
        let scorer: ReferenceScorer
        let shifts: [PracticeFile.Shift]
        var analyst: GapAnalyst
        let all: Exhaustive
    }

    /// Practices with a rota from which some partners' days were taken, so that some gaps could be met.
    private func trials(_ seeds: ClosedRange<UInt64>, _ body: (inout Trial, String) throws -> Void) throws {
        for seed in seeds {
            let practice = RandomPractice(seed: seed)
            let result = try RotaGenerator(GenerationRequest(practice: practice.file, range: practice.range, seed: seed, steps: 0, threads: 1)).generate()
            guard !result.report.isBroken else { continue }
            let scorer = ReferenceScorer(practice.file, range: practice.range)
            var random = SplitMix64(seed: seed)
            let shifts = result.rota.shifts.filter { shift in
                guard let clinician = scorer.words.clinician(shift.clinician) else { return true }
                let day = scorer.words.number(of: shift.date)
                return scorer.words.isProtected(day) || shift.pinned || !scorer.words.isPartner(clinician, day) || shift.span != .full || random.below(4) > 0
            }
            let analyst = GapAnalyst(practice.file, range: practice.range, shifts: shifts)
            var trial = Trial(scorer: scorer, shifts: shifts, analyst: analyst, all: Exhaustive(scorer, mostCombinations: 150))
            try body(&trial, "seed \(seed)")
        }
    }

    /// How far the demands are short beyond what is allowed, on the day that is looked at.
    private func beyond(_ allowed: [StaffingDemand: Int], _ words: PracticeWords) -> Exhaustive.Measure {
        { rota in
            let gaps = Gap.all(duty: S01EmptyDutyPlaces().items(rota), cover: S02CoverShortfall().items(rota), supervision: S03Supervision().items(rota))
            return gaps.reduce(0) { sum, gap in
                guard let demand = StaffingDemand(gap, words), let most = allowed[demand] else { return sum }
                return sum + max(0, gap.count - most)
            }
        }
    }

    func testUnavoidable_isTheLeastOfAllRotas() throws {
        var compared = 0, some = 0
        try trials(1...60) { trial, label in
            for gap in trial.analyst.gaps {
                guard let demand = StaffingDemand(gap, trial.scorer.words) else { return XCTFail(label) }
                let zero = Dictionary(uniqueKeysWithValues: demand.alternatives(trial.scorer.words).map { ($0, 0) })
                guard let truth = trial.all.least([beyond(zero, trial.scorer.words)])?.first else { return }
                let least = trial.analyst.staffing.least(demand.alternatives(trial.scorer.words))
                XCTAssertEqual(min(gap.count, least), min(gap.count, truth), "\(label) \(gap)")
                compared += 1
                some += truth > 0 ? 1 : 0
            }
        }
        XCTAssertGreaterThan(compared, 250)
        XCTAssertGreaterThan(some, 60)
    }

    /// What is said to be unavoidable, gap by gap, is never more than what no rota beats: one place may be what two ties leave open.
    func testUnavoidable_neverAddsUpToMoreThanTheBound() throws {
        var unavoidable = 0, tied = 0, equal = 0
        try trials(100...170) { trial, label in
            guard let bounds = trial.analyst.bounds() else { return XCTFail(label) }
            let words = GapWords(trial.scorer.words.file)
            var said = StaffingCount()
            for gap in trial.analyst.gaps {
                let account = words.account(trial.analyst.verdict(on: gap, isPriced: false), isPriced: false)
                let count = account.standing == .unavoidable ? gap.count : account.unavoidable
                XCTAssertEqual(account.standing.phrase(unavoidable: account.unavoidable, of: gap.count) == "Unavoidable", account.unavoidable == gap.count, label)
                switch gap.kind {
                case .duty: said.duty += count
                case .cover: said.cover += count
                case .supervision: said.supervision += count
                }
                unavoidable += count
                tied += account.standing == .tied ? gap.count - count : 0
            }
            XCTAssertLessThanOrEqual(said.duty, bounds.least.duty, label)
            XCTAssertLessThanOrEqual(said.cover, bounds.least.cover, label)
            XCTAssertLessThanOrEqual(said.supervision, bounds.least.supervision, label)
            equal += said.cover == bounds.least.cover ? 1 : 0
        }
        XCTAssertGreaterThan(unavoidable, 50)
        XCTAssertGreaterThan(tied, 30)
        XCTAssertGreaterThan(equal, 30)
    }

    func testTies_holdForAllRotasAndNameNoPlaceTooMany() throws {
        var ties = 0, alone = 0, free = 0
        try trials(1...60) { trial, label in
            let words = trial.scorer.words
            for gap in trial.analyst.gaps {
                guard let demand = StaffingDemand(gap, words), trial.analyst.staffing.least(demand.alternatives(words)) < gap.count else { continue }
                func isPossible(_ places: [StaffingDemand]) -> Bool? {
                    var allowed = [demand: gap.count - 1]
                    for place in places where place != demand { allowed[place] = trial.analyst.shortages[place] }
                    return trial.all.least([beyond(allowed, words)]).map { $0[0] == 0 }
                }
                if let tie = trial.analyst.staffing.tie(demand, trial.analyst.shortages) {
                    let places = tie.places.compactMap { StaffingDemand($0, words) }
                    guard let isAvoidable = isPossible(places) else { return }
                    XCTAssertFalse(isAvoidable, "\(label) \(tie)")
                    for place in places where place != demand { XCTAssertEqual(isPossible(places.filter { $0 != place }), true, "\(label) \(tie)") }
                    let zero = Dictionary(uniqueKeysWithValues: places.map { ($0, 0) })
                    XCTAssertEqual(trial.all.least([beyond(zero, words)]), [tie.open], label)
                    let areEachFilled = places.allSatisfy { trial.all.least([beyond([$0: 0], words)]) == [0] }
                    XCTAssertNotEqual(tie.extent, .someOfThem, label)
                    if tie.extent == .eachAlone { XCTAssertTrue(areEachFilled, "\(label) \(tie)") }
                    ties += 1
                    alone += tie.extent == .eachAlone ? 1 : 0
                } else {
                    let weightier = trial.analyst.staffing.week(of: demand.day).all.filter { $0.rule <= demand.rule }
                    guard let isAvoidable = isPossible(weightier) else { return }
                    XCTAssertTrue(isAvoidable, "\(label) \(gap)")
                    free += 1
                }
            }
        }
        XCTAssertGreaterThan(ties, 30)
        XCTAssertGreaterThan(alone, 10)
        XCTAssertLessThan(alone, ties)
        XCTAssertGreaterThan(free, 15)
    }

    /// A price is the difference of two scores, of rotas that keep the hard rules, in the second of which the gap is smaller.
    func testPrices_areWhatTheScorerSays() throws {
        var compared = 0
        try trials(1...90) { trial, label in
            let before = trial.scorer.report(trial.shifts)
            for gap in trial.analyst.gaps.prefix(4) {
                let verdict = trial.analyst.verdict(on: gap)
                guard let price = verdict.rest?.price else { continue }
                let after = trial.scorer.report(apply(price.changes, to: trial.shifts, trial.scorer.words))
                XCTAssertEqual(after.score - before.score, price.difference.points, accuracy: 1e-6, label)
                XCTAssertFalse(after.isBroken, label)
                let left = Gap.all(after).first { $0.kind == gap.kind && $0.date == gap.date && $0.part == gap.part && $0.location == gap.location }
                if case .supervision = gap.kind {} else { XCTAssertLessThan(left?.count ?? 0, gap.count, label) }
                compared += 1
            }
        }
        XCTAssertGreaterThan(compared, 60)
    }

    private func apply(_ changes: [RotaDifference.Change], to shifts: [PracticeFile.Shift], _ words: PracticeWords) -> [PracticeFile.Shift] {
        var after = shifts
        for change in changes {
            after.removeAll { $0.clinician == change.clinician && $0.date == change.date }
            for part in Part.allCases {
                guard let work = change.after[part] else { continue }
                let span: Span = part == .am ? .am : .pm
                after.append(.init(clinician: change.clinician, date: change.date, span: span, kind: work.kind, location: work.location, pinned: work.pinned))
            }
        }
        return after
    }
}
