import Civil
import RotaDomain

/// Holds the gaps of one rota against what any rota could do: which are unavoidable and why, which could be met and at what price.
///
/// Each question is answered when it is asked, so that a page about one gap need not wait for the others.
package struct GapAnalyst {
    let scorer: ReferenceScorer
    let sheet: RotaSheet
    let shortages: RotaShortages
    var staffing: StaffingAnalyst
    /// The same were nothing protected; not made before somebody asks.
    private var unprotected: StaffingAnalyst?
    /// The rota without all that a generation may change.
    let standing: RotaExplainer
    let given: RotaSheet
    let shifts: [PracticeFile.Shift]
    let isCancelled: @Sendable () -> Bool
    let search: NearSearch
    private let rota: IncrementalScorer
    /// What each of two bounds that a price is held against may take, as `StaffingAnalyst.tieWork`.
    private static let priceWork = 200_000_000
    /// Everybody is asked about each of so many tied places at most.
    private static let fewPlaces = 4
    var words: PracticeWords { scorer.words }

    /// - Parameters:
    ///   - practice: as the rota was generated for.
    ///   - shifts: the rota's, of the range.
    ///   - isCancelled: asked between questions; the answers are then incomplete.
    package init(
        _ practice: PracticeFile, range: DayRange, shifts: [PracticeFile.Shift], isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        scorer = ReferenceScorer(practice, range: range)
        sheet = scorer.sheet(shifts)
        shortages = RotaShortages(sheet, scorer)
        staffing = StaffingAnalyst(scorer.words)
        let words = scorer.words
        given = scorer.sheet(practice.shifts.filter { $0.pinned || words.isProtected(words.number(of: $0.date)) })
        let counters = scorer.counters
        standing = RotaExplainer(words, IncrementalScorer(given, counters))
        search = NearSearch(scorer, sheet, shortages)
        rota = IncrementalScorer(sheet, counters)
        self.shifts = shifts
        self.isCancelled = isCancelled
    }

    package init(_ result: GenerationResult, isCancelled: @escaping @Sendable () -> Bool = { false }) {
        self.init(result.practice, range: result.rota.range, shifts: result.rota.shifts, isCancelled: isCancelled)
    }

    /// The rota that the file holds, for whoever changes it by hand, as `RotaExplainer` has it.
    package init(byHand practice: PracticeFile, range: DayRange, isCancelled: @escaping @Sendable () -> Bool = { false }) {
        self.init(practice.byHand(range), range: range, shifts: practice.shifts.filter { range.contains($0.date) }, isCancelled: isCancelled)
    }

    /// The gaps of the rota itself.
    package var gaps: [Gap] { shortages.gaps }

    /// Everything; nil when cancelled.
    package mutating func report() -> GapReport? {
        guard let bounds = bounds() else { return nil }
        var verdicts: [GapVerdict] = []
        for gap in gaps {
            if isCancelled() { return nil }
            verdicts.append(verdict(on: gap))
        }
        return GapReport(bounds: bounds, rota: shortages.count, verdicts: verdicts)
    }

    /// What every rota of the range is short of; nil when cancelled.
    package mutating func bounds() -> StaffingBounds? { staffing.bounds(isCancelled: isCancelled) }

    /// What is to be said of one of the rota's gaps.
    /// - Parameter isPriced: false for an answer that a page can wait for (`StaffingAnalyst.tieWork`), in which whatever is not shown to be unavoidable is unknown.
    package mutating func verdict(on gap: Gap, isPriced: Bool = true) -> GapVerdict {
        guard let demand = StaffingDemand(gap, words) else { return GapVerdict(gap: gap, unavoidable: 0, rest: .unknown) }
        let least = min(gap.count, staffing.least(demand.alternatives(words)))
        var verdict = GapVerdict(gap: gap, unavoidable: least)
        if least > 0 { verdict.shortage = shortage(gap) }
        if least < gap.count { verdict.rest = rest(gap, demand, isPriced) }
        verdict.protectedUntil = protectedUntil(demand, least, isTied: verdict.isTied)
        return verdict
    }

    /// The verdict where all of the gap is missing in every rota, which is quickly told; nil where there is more to be asked.
    package mutating func verdictIfUnavoidable(_ gap: Gap) -> GapVerdict? {
        guard let demand = StaffingDemand(gap, words), staffing.least(demand.alternatives(words)) >= gap.count else { return nil }
        return GapVerdict(gap: gap, unavoidable: gap.count, shortage: shortage(gap), protectedUntil: protectedUntil(demand, gap.count, isTied: false))
    }

    /// The last protected date, where one more could be there without the protection.
    private mutating func protectedUntil(_ demand: StaffingDemand, _ least: Int, isTied: Bool) -> Day? {
        guard let until = words.file.protectedUntil, words.date(demand.day).monday <= until, least > 0 || isTied else { return nil }
        var file = words.file
        file.protectedUntil = nil
        var free = unprotected ?? StaffingAnalyst(PracticeWords(file, range: words.range))
        defer { unprotected = free }
        let isLess = least > 0 && free.least(demand.alternatives(words)) < least
        return isLess || isTied && free.tie(demand, shortages) == nil ? until : nil
    }

    private mutating func rest(_ gap: Gap, _ demand: StaffingDemand, _ isPriced: Bool) -> GapVerdict.Rest {
        if var tie = staffing.tie(demand, shortages) {
            tie.others = others(tie, gap)
            tie.instead = isPriced && !isCancelled() ? price(demand) : nil
            return .tied(tie)
        }
        guard isPriced, !isCancelled() else { return .unknown }
        return price(demand).map { .couldBeMet($0) } ?? .unknown
    }

    /// The price of one more at the demand's place: what changes in its week and the weeks beside it.
    private mutating func price(_ demand: StaffingDemand) -> GapPrice? {
        let monday = demand.day - words.weekday(demand.day), shortages = shortages
        let weeks = Set([monday - 7, monday, monday + 7].filter { 0..<words.dayCount ~= $0 })
        // Where other gaps could be met too, that is another matter, with a price of its own.
        let best = staffing.within(Self.priceWork) { staffing in weeks.sorted().filter { !staffing.canImprove($0, shortages) } }
        let task = NearSearch.Task(file: words.file, shifts: shifts, demand: demand, weeks: weeks) { [words] other in
            other == demand ? shortages[demand] - 1 : best.contains(other.day - words.weekday(other.day)) ? 0 : shortages[other]
        }
        let least = staffing.within(Self.priceWork) { staffing in
            weeks.sorted().reduce(0) { $0 + staffing.leastBeyond($1, meeting: demand, allowed: task.allowed) }
        }
        let quick = search.fill(task)
        guard !isCancelled(), quick.map({ $0.effort.beyond > least }) ?? true else { return quick.map(price) }
        let thorough = search.fill(task, .thorough)
        return [quick, thorough].compactMap { $0 }.min { $0.effort.beyond < $1.effort.beyond }.map(price)
    }

    private func price(_ found: NearSearch.Found) -> GapPrice {
        let days = found.changed.sorted { ($0.place.date, $0.place.clinician) < ($1.place.date, $1.place.clinician) }.compactMap { place, near in
            words.clinician(place.clinician).map { clinician in
                var day = rota.day(clinician, words.number(of: place.date))
                (day.am, day.pm) = (near.am, near.pm)
                return day
            }
        }
        let explainer = RotaExplainer(words, rota)
        return GapPrice(difference: rota.difference(days), changes: days.map { explainer.change(to: $0, in: rota) })
    }

    /// Who could be there and what keeps everybody else from it: the explainer's reasons, were the rota otherwise empty.
    private func shortage(_ gap: Gap) -> GapShortage {
        let against = Dictionary(standing.explain(gap).reasons.map { ($0.clinician, $0) }, uniquingKeysWith: { a, _ in a })
        var found = GapShortage(needed: needed(gap), available: [], others: [])
        for row in words.file.clinicians where row.active {
            if case .supervision(row.id) = gap.kind { continue }
            guard let reason = against[row.id], !reason.obstacle.isOpen else {
                found.available.append(GapPerson(clinician: row.id, name: row.name))
                continue
            }
            found.others.append(reason)
        }
        return found
    }

    /// Who is at none of the tied places, and why: asked of each, unless they are too many to be waited for.
    private func others(_ tie: GapTie, _ gap: Gap) -> [GapTie.Absent] {
        let able = Set(tie.available.map(\.clinician)), places = tie.places.count <= Self.fewPlaces ? tie.places : [gap]
        let trainees = Set(tie.places.compactMap { place in if case .supervision(let id) = place.kind { id } else { nil } })
        let reasons = Dictionary(grouping: places.flatMap { standing.explain($0).reasons }, by: \.clinician)
        return words.file.clinicians.compactMap { row in
            guard row.active, !able.contains(row.id), !trainees.contains(row.id) else { return nil }
            var seen = Set<Obstacle>()
            let obstacles = (reasons[row.id] ?? []).map(\.obstacle).filter { !$0.isOpen && seen.insert($0).inserted }
            return obstacles.isEmpty ? nil : GapTie.Absent(person: GapPerson(clinician: row.id, name: row.name), obstacles: obstacles)
        }
    }

    private func needed(_ gap: Gap) -> Int {
        guard let location = words.location(gap.location) else { return 0 }
        let need = words.need(words.number(of: gap.date), gap.part, location)
        return switch gap.kind {
        case .duty: need.duty
        case .cover: need.minimum
        case .supervision: 1
        }
    }
}
