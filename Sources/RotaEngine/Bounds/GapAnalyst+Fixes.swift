import Civil
import RotaDomain

extension GapAnalyst {
    /// Exact checks and searches that one gap may take, so that a page need not wait.
    private static let mostChecks = 150, mostSearches = 14

    /// What would let one more be at an unavoidable gap, with nothing of S1 to S3 worse anywhere: the least effort first.
    ///
    /// Each is tried out: the practice changed, its weeks solved exactly, and the rota mended by a search from what it is. Empty for a gap that
    /// could be met as things are.
    package mutating func fixes(for gap: Gap, most: Int = 5) -> [GapFix] {
        guard let demand = StaffingDemand(gap, words) else { return [] }
        let known = staffing.least(demand.alternatives(words)), tie = known < gap.count ? staffing.tie(demand, shortages) : nil
        guard known >= gap.count || tie != nil else { return [] }
        let trial = FixTrial(scorer, search, shortages, shifts, gap), places = (tie?.places ?? []).filter { StaffingDemand($0, words) != demand }
        let edits = edits([gap] + places), isShortAllDay = shortages[demand.otherHalf] > 0
        var found = FixList(most: most), checks = 0, searches = 0
        // A locum can always be looked for: tried first, and kept a place in the list.
        for edit in edits.filter({ $0.ask.person == nil }) + edits.filter({ $0.ask.person != nil }) {
            if isCancelled() || checks >= Self.mostChecks || searches >= Self.mostSearches || found.isFull(before: edit.ask) { break }
            guard found.wants(edit.ask, isShortAllDay: isShortAllDay) else { continue }
            checks += 1
            guard trial.isPossible(edit) else { continue }
            searches += 1
            if let fix = trial.fix(edit) { found.add(fix) }
        }
        return found.fixes
    }

    /// All that could be asked for these places, the least first; in the protected period with who comes put on the rota.
    func edits(_ places: [Gap]) -> [PracticeEdit] {
        let asks = FixAsks(standing, given, shortages)
        var seen = Set<GapFix.Ask>()
        let all = places.flatMap { place in asks.asks(place).map { (ask: $0, place: place) } }.filter { seen.insert($0.ask).inserted }
        let ranked = all.enumerated().sorted { ($0.element.ask.effort, $0.offset) < ($1.element.ask.effort, $1.offset) }.map(\.element)
        return ranked.map { ask, place in
            var edit = PracticeEdit(ask, words.file)
            if words.isProtected(words.number(of: place.date)) { give(ask, place, asks, &edit) }
            return edit
        }
    }

    private func give(_ ask: GapFix.Ask, _ place: Gap, _ asks: FixAsks, _ edit: inout PracticeEdit) {
        switch ask {
        case .work, .changeGiven: break
        case .bookLocum(let person, let date, let span, let location): edit.give(plan(span, place, location), person.clinician, date)
        case .findLocum(let date, let span, let location, _): edit.give(plan(span, place, location), GapFix.unknownLocum, date)
        case .raiseMaximum(let person, _, _, _), .moveBooking(let person, _, _, _), .moveLeave(let person, _, _, _), .giveUpLeave(let person, _, _):
            if let plan = asks.plan(of: person.clinician, filling: place, edit.file) { edit.give(plan, person.clinician, place.date) }
        }
    }

    private func plan(_ span: Span, _ place: Gap, _ location: String) -> DayPlan {
        let work = DayPlan.Work(kind: place.kind == .duty ? .duty : .standard, location: location)
        return DayPlan(am: span.covers(.am) ? work : nil, pm: span.covers(.pm) ? work : nil)
    }
}
