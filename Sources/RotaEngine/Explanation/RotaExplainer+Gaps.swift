import Civil
import RotaDomain

/// A gap with, for every active clinician, what stood against their filling it.
package struct GapExplanation: Sendable, Hashable {
    package var gap: Gap
    /// In the practice file's order; those who fill the place already are left out.
    package var reasons: [Reason]

    package struct Reason: Sendable, Hashable {
        /// The clinician's id.
        package var clinician: String
        package var name: String
        package var obstacle: Obstacle
    }
}

extension RotaExplainer {
    /// For every active clinician the best way to fill the gap: the first rule that stands against it, or what it would do to the score.
    package func explain(_ gap: Gap) -> GapExplanation {
        guard let place = place(of: gap) else { return GapExplanation(gap: gap, reasons: []) }
        let able = supervisors(gap)
        let reasons = active.compactMap { clinician -> GapExplanation.Reason? in
            guard !isFilling(clinician, gap, place) else { return nil }
            return GapExplanation.Reason(clinician: words.file.clinicians[clinician].id, name: name(clinician), obstacle: obstacle(clinician, gap, place, able))
        }
        return GapExplanation(gap: gap, reasons: reasons)
    }

    func place(of gap: Gap) -> Place? {
        guard words.range.contains(gap.date), let location = words.location(gap.location) else { return nil }
        return Place(day: words.number(of: gap.date), parts: PartSet(gap.part), location: location, kinds: gap.kind == .duty ? [.duty] : ShiftKind.allCases)
    }

    /// Those who may supervise the trainee of the gap.
    func supervisors(_ gap: Gap) -> [Int] {
        guard case .supervision(let id) = gap.kind, let trainee = words.clinician(id), let term = words.term(trainee, words.number(of: gap.date)) else { return [] }
        return words.supervisors(of: trainee, term: term)
    }

    /// Does the clinician count for the place as the rota stands, or is the gap their own?
    func isFilling(_ clinician: Int, _ gap: Gap, _ place: Place) -> Bool {
        switch gap.kind {
        case .duty: place.isHeld(by: rota.day(clinician, place.day))
        case .cover: place.isHeld(by: rota.day(clinician, place.day)) && words.countsTowardsMinimum(clinician, place.day)
        case .supervision(let trainee): words.file.clinicians[clinician].id == trainee
        }
    }

    private func obstacle(_ clinician: Int, _ gap: Gap, _ place: Place, _ able: [Int]) -> Obstacle {
        if let unavailable = unavailable(clinician, place.day, gap.part) { return unavailable }
        if let useless = useless(clinician, gap, place, able) { return useless }
        guard let way = way(clinician, place, in: rota) else { return .pinned }
        if let first = way.hurdles.first { return first.obstacle }
        return left(by: way.day, in: rota) ?? .open(way.difference, movingFrom: moved(way.day, place))
    }

    /// Why the clinician would not fill the gap even there; nil where they would.
    func useless(_ clinician: Int, _ gap: Gap, _ place: Place, _ able: [Int]) -> Obstacle? {
        if gap.kind == .cover, let type = words.type(clinician, place.day), !words.counting.contains(type) { return .doesNotCount(type) }
        if case .supervision = gap.kind, !able.contains(clinician) { return .mayNotSupervise }
        return nil
    }

    /// Where the clinician would be taken from.
    func moved(_ day: ClinicianDay, _ place: Place) -> String? {
        let before = rota.day(day.clinician, day.day), from = place.parts.parts.compactMap { before[$0]?.location }.first { $0 != place.location }
        return from.map { words.file.locations[$0] }
    }

    /// A duty place or a minimum that the change would leave short, which makes it no remedy though the sum is no worse.
    func left(by day: ClinicianDay, in rota: IncrementalScorer) -> Obstacle? {
        let before = rota.day(day.clinician, day.day)
        for rule in [SoftRule.s1, .s2] {
            for part in before.worked.parts {
                guard let work = before[part] else { continue }
                let need = words.need(day.day, part, work.location), location = words.file.locations[work.location]
                if rule == .s1, work.kind == .duty, day[part] != work,
                    onDuty(day.day, part, work.location, without: day.clinician, rota) < need.duty { return .wouldLeaveShort(.s1, location: location) }
                if rule == .s2, day[part]?.location != work.location, words.countsTowardsMinimum(day.clinician, day.day),
                    present(day.day, part, work.location, without: day.clinician, rota) < need.minimum { return .wouldLeaveShort(.s2, location: location) }
            }
        }
        return nil
    }
}
