import Civil
import Rostering
import RotaDomain

/// Generates a rota: options and counters from the rules, a first rota by descent, then two walks that improve it.
///
/// The same request gives the same rota on any machine, unless `secondsCap` or a cancel ends the search early.
package struct RotaGenerator: Sendable {
    package let request: GenerationRequest
    /// Called on the caller's thread about every tenth of a second.
    package var progress: @Sendable (GenerationProgress) -> Void = { _ in }
    /// Asked as often, and while the problem is built; true ends the search, and the best rota so far is the answer.
    package var isCancelled: @Sendable () -> Bool = { false }
    /// The rules to generate by.
    var book = RuleBook.standard

    package init(
        _ request: GenerationRequest, progress: @escaping @Sendable (GenerationProgress) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.request = request
        self.progress = progress
        self.isCancelled = isCancelled
    }

    /// Throws when practice and dates together are too large, when it is cancelled before there is a rota, or in assert mode when the search's score is wrong.
    package func generate() throws(GenerationFailure) -> GenerationResult {
        let clock = ContinuousClock(), start = clock.now
        progress(GenerationProgress(stepsDone: 0, stepsTotal: request.steps ?? 0, score: 0, phase: "Looking at the rules"))
        let practice = GivenShifts.effective(request)
        let problem = try problem(practice), finding = SearchAudit.Finding()
        var search = RosterSearch(
            roster: problem.roster, seed: request.seed, steps: request.steps ?? RosterSearch.defaultSteps(problem.roster),
            cooling: Self.cooling, threads: request.isAudited ? 1 : request.threads,
            makeAudit: request.isAudited ? { SearchAudit(problem, finding).check } : nil)
        let counter = MissingCounter(problem.words)
        var counted: Int64?, missing: MissingHalfDays?
        let outcome = search.run { done, total, cost, best in
            let score = Double(cost) / PracticeProblem.scale
            let phase = done == 0 ? "Filling the rota" : "Improving the rota"
            if cost != counted { (counted, missing) = (cost, counter.count(problem.shifts(best))) }
            progress(GenerationProgress(stepsDone: done, stepsTotal: total, score: score, phase: phase, missing: missing))
            if isCancelled() { return .stop }
            guard let cap = request.secondsCap else { return .goOn }
            return .goOnWithin(secondsSpent: (clock.now - start).seconds, cap: cap)
        }
        if let contradiction = finding.contradiction { throw .contradiction(contradiction) }
        let shifts = problem.shifts(outcome.choices)
        let rota = RotaFile(range: request.range, shifts: GivenShifts.withOwnPins(shifts, request))
        // Breaches as the generation saw what stands; the score as anybody will who scores the file that was given (S11).
        let report = ScoreReport(
            breaches: ReferenceScorer(problem.words, book).breaches(shifts),
            lines: ReferenceScorer(PracticeWords(request.practice, range: request.range), book).report(rota.shifts).lines)
        return GenerationResult(
            rota: rota, practice: practice, report: report, gaps: Gap.all(report), steps: outcome.steps,
            seconds: (clock.now - start).seconds)
    }

    /// From a few changed weekdays' worth of points down to less than a half-day away from home; before that, quickly, from a missing duty doctor's
    /// neighbourhood, for who is where when cover, supervision and contracts can't all be had.
    private static let cooling = Cooling(
        hottest: 400 * PracticeProblem.scale, coldest: 6 * PracticeProblem.scale,
        rehearsal: Cooling.Rehearsal(hottest: 30_000 * PracticeProblem.scale, share: 0.1))

    private func problem(_ practice: PracticeFile) throws(GenerationFailure) -> PracticeProblem {
        try PracticeProblem(PracticeWords(practice, range: request.range), book: book, isCancelled: isCancelled)
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

/// Which given shifts stand during generation, said in the file's own terms.
enum GivenShifts {
    /// The practice file to generate for.
    static func effective(_ request: GenerationRequest) -> PracticeFile {
        var file = request.practice
        if request.overrideProtected { file.protectedUntil = nil }
        guard request.mode == .fillGaps else { return file }
        let pinnedParts = Set(file.shifts.filter(\.pinned).flatMap(slots))
        file.shifts = file.shifts.compactMap { shift in
            guard request.range.contains(shift.date), !shift.pinned, !isProtected(shift.date, file) else { return shift }
            // A pin on the same part must stand exactly as given (H9), so the other shift cannot.
            guard slots(shift).allSatisfy({ !pinnedParts.contains($0) }) else { return nil }
            var shift = shift
            shift.pinned = true
            return shift
        }
        return file
    }

    /// The shifts with `pinned` as the practice file has it.
    static func withOwnPins(_ shifts: [PracticeFile.Shift], _ request: GenerationRequest) -> [PracticeFile.Shift] {
        guard request.mode == .fillGaps else { return shifts }
        let unpinned = Set(request.practice.shifts.filter { !$0.pinned })
        return shifts.map { shift in
            var own = shift
            own.pinned = false
            return unpinned.contains(own) ? own : shift
        }
    }

    private struct Slot: Hashable {
        var clinician: String
        var date: Day
        var part: Part
    }

    private static func slots(_ shift: PracticeFile.Shift) -> [Slot] {
        shift.span.parts.map { Slot(clinician: shift.clinician, date: shift.date, part: $0) }
    }

    private static func isProtected(_ date: Day, _ file: PracticeFile) -> Bool { file.protectedUntil.map { date <= $0 } ?? false }
}
