import Civil
import Rostering
import RotaDomain

/// Mends a rota after a change: the fewest changes that keep the hard rules and leave no gap that can be avoided where the change struck; of equally
/// few, those with the best score.
///
/// Only the weeks that the change struck are looked at, by the search that generates, under rules in which every changed part is dear
/// (`RuleBook.mending`). The same request gives the same rota on any machine.
package struct RotaMender: Sendable {
    package let request: MendRequest

    package init(_ request: MendRequest) { self.request = request }

    /// Throws when practice and dates together are too large, or in assert mode when the search's score is wrong.
    package func mend() throws(GenerationFailure) -> MendResult {
        let clock = ContinuousClock(), start = clock.now
        let scorer = ReferenceScorer(words), before = scorer.sheet(request.rota.shifts)
        let damage = Damage(to: before, scorer)
        let problem = try problem(scorer.words, damage), finding = SearchAudit.Finding()
        var search = RosterSearch(
            roster: problem.roster, seed: request.seed, steps: request.steps ?? Self.steps(problem.roster),
            cooling: Cooling(hottest: Double(1 << 22) * PracticeProblem.scale, coldest: 8 * PracticeProblem.scale), threads: request.threads,
            start: problem.options.map { Self.nearest($0, problem.given) },
            makeAudit: request.isAudited ? { SearchAudit(problem, finding).check } : nil)
        let outcome = search.run { _, _, _, _ in .goOn }
        if let contradiction = finding.contradiction { throw .contradiction(contradiction) }
        let changes = changes(problem.shifts(outcome.choices))
        let mended = mended(changes)
        return MendResult(
            rota: mended, changes: changes, before: scorer.report(request.rota.shifts), after: scorer.report(mended.shifts),
            steps: outcome.steps, seconds: (clock.now - start).seconds)
    }

    /// The practice and its dates as they are now, with the rota as it was given.
    var words: PracticeWords { PracticeWords(practice, range: request.rota.range, released: request.released) }

    /// The practice whose given shifts are the rota as it was, but for parts that are pinned otherwise now.
    private var practice: PracticeFile {
        var file = request.practice
        let range = request.rota.range, pins = file.shifts.filter { $0.pinned && range.contains($0.date) }
        let pinned = Dictionary(grouping: pins) { Cell($0) }
        file.shifts.removeAll { range.contains($0.date) }
        file.shifts += pins
        for shift in request.rota.shifts where range.contains(shift.date) {
            let taken = (pinned[Cell(shift)] ?? []).reduce(into: PartSet()) { $0.formUnion(PartSet($1.span)) }
            guard let span = PartSet(shift.span).subtracting(taken).span else { continue }
            var kept = shift
            (kept.span, kept.pinned) = (span, false)
            file.shifts.append(kept)
        }
        return file
    }

    func problem(_ words: PracticeWords, _ damage: Damage) throws(GenerationFailure) -> PracticeProblem {
        let given = GivenRota(words)
        do {
            return try PracticeProblem(words, book: .mending(damage), narrowed: { options in
                guard let day = options.first?.day, !damage.weeks.contains(day - day % 7) else { return options }
                return [options[Int(Self.nearest(options, given))]]
            })
        } catch {
            throw error
        }
    }

    /// The option that changes least of what was given.
    private static func nearest(_ options: [ClinicianDay], _ given: GivenRota) -> Int32 {
        Int32(options.indices.min { options[$0].partsThatDiffer(from: given.all).count < options[$1].partsThatDiffer(from: given.all).count } ?? 0)
    }

    /// Moves enough for the weeks that were struck.
    private static func steps(_ roster: CompiledRoster) -> Int { 300_000 + RosterSearch.defaultSteps(roster) / 30 }

    private struct Cell: Hashable {
        let clinician: String
        let date: Day

        init(_ shift: PracticeFile.Shift) { (clinician, date) = (shift.clinician, shift.date) }
    }

    /// One part of a shift, whatever else it covers.
    private struct Slot: Hashable {
        let part: Part
        let kind: ShiftKind
        let location: String
        let pinned: Bool
    }

    private func changes(_ now: [PracticeFile.Shift]) -> [MendedDay] {
        func slots(_ shifts: [PracticeFile.Shift]) -> Set<Slot> {
            Set(shifts.flatMap { shift in shift.span.parts.map { Slot(part: $0, kind: shift.kind, location: shift.location, pinned: shift.pinned) } })
        }
        let old = Dictionary(grouping: request.rota.shifts.sorted(by: RotaOrder.precedes)) { Cell($0) }, new = Dictionary(grouping: now) { Cell($0) }
        let cells = Set(old.keys).union(new.keys).sorted { ($0.date, $0.clinician) < ($1.date, $1.clinician) }
        return cells.compactMap { cell in
            let was = old[cell] ?? [], now = new[cell] ?? []
            return slots(was) == slots(now) ? nil : MendedDay(clinician: cell.clinician, date: cell.date, was: was, now: now)
        }
    }

    /// The rota as it was, shift for shift, with the changed days in place of the old.
    private func mended(_ changes: [MendedDay]) -> RotaFile {
        let gone = Set(changes.flatMap(\.was))
        let shifts = request.rota.shifts.filter { !gone.contains($0) } + changes.flatMap(\.now)
        return RotaFile(range: request.rota.range, shifts: shifts.sorted(by: RotaOrder.precedes))
    }
}
