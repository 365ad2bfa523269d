import Civil
import RotaDomain

/// A change of a few days by which somebody else would hold a shift, and what it does to the score.
package struct ShiftAlternative: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// They take the shift, and who has it does what is best without it.
        case instead
        /// The two do each other's day.
        case exchangedDay
        /// The two do each other's day, and on this other date of the week too.
        case exchangedDays(Day)
    }

    package var kind: Kind
    package var changes: [RotaDifference.Change]
    package var difference: ScoreDifference
}

/// Why a shift is whose it is: what decided for its clinician, and for everybody else the rule that stands against them or what it would cost.
package struct ShiftExplanation: Sendable, Hashable {
    package var shift: PracticeFile.Shift
    package var choice: Choice
    /// The best for its clinician's day without the shift, nobody taking it; nil where no other day is allowed.
    package var leftOut: ScoreDifference?
    /// Everybody else who is active: those who could take it, the cheapest first, then those who could not.
    package var others: [Other]

    package enum Choice: Sendable, Hashable {
        /// It stands as it was given (H9).
        case pinned, protected
        /// The contract leaves the clinician nothing else to do (H3).
        case contract
        /// Nobody else could take it.
        case onlyOne
        /// Anybody else would cost so much more at the least, or as much.
        case cheapest(ScoreDifference)
        /// Somebody else would be better: the search did not find it.
        case improvable(ScoreDifference)
    }

    package struct Other: Sendable, Hashable {
        /// The clinician's id.
        package var clinician: String
        package var name: String
        package var verdict: Verdict
    }

    package enum Verdict: Sendable, Hashable {
        /// The cheapest way in which they would hold it.
        case possible(ShiftAlternative)
        /// They are there anyway, so they cannot take another's place.
        case alreadyThere
        /// Hard rules stand against it, the deciding one first.
        case barred([Obstacle])

        var points: Double {
            switch self {
            case .possible(let alternative): alternative.difference.points
            case .alreadyThere: .infinity
            case .barred: .infinity
            }
        }
    }
}

extension RotaExplainer {
    /// Why the shift stands as it does; nil where the rota has no such shift.
    package func explain(_ shift: PracticeFile.Shift) -> ShiftExplanation? {
        guard words.range.contains(shift.date), let holder = words.clinician(shift.clinician), let location = words.location(shift.location) else { return nil }
        let place = Place(day: words.number(of: shift.date), parts: PartSet(shift.span), location: location, kinds: [shift.kind])
        let own = rota.day(holder, place.day)
        guard place.isHeld(by: own) else { return nil }
        let freed = freed(own, place), vacant = without(holder, place)
        let others = active.filter { $0 != holder }.map { other in
            ShiftExplanation.Other(clinician: words.file.clinicians[other].id, name: name(other), verdict: verdict(other, own, freed, place, vacant))
        }
        let ranked = others.enumerated().sorted { ($0.element.verdict.points, $0.offset) < ($1.element.verdict.points, $1.offset) }.map(\.element)
        return ShiftExplanation(shift: shift, choice: choice(own, freed, place, ranked), leftOut: leftOut(freed), others: ranked)
    }

    /// What the holder may do that day without holding the place.
    private func freed(_ own: ClinicianDay, _ place: Place) -> [ClinicianDay] {
        guard own.stands.isDisjoint(with: place.parts) else { return [] }
        return DayOptions.all(own.clinician, own.day, given, words).filter { option in
            isAllowed(option) && place.parts.parts.allSatisfy { part in
                option[part].map { $0.location != place.location || !place.kinds.contains($0.kind) } ?? true
            }
        }
    }

    private func isAllowed(_ day: ClinicianDay) -> Bool { DayRules.faults(in: day, words).allSatisfy(\.given) }

    private func leftOut(_ freed: [ClinicianDay]) -> ScoreDifference? {
        freed.map { rota.difference([$0]) }.filter(\.broken.isEmpty).min { $0.points < $1.points }
    }

    private func choice(_ own: ClinicianDay, _ freed: [ClinicianDay], _ place: Place, _ ranked: [ShiftExplanation.Other]) -> ShiftExplanation.Choice {
        if !own.stands.isDisjoint(with: place.parts) { return words.isProtected(place.day) ? .protected : .pinned }
        if freed.isEmpty { return .contract }
        guard case .possible(let next) = ranked.first?.verdict else { return .onlyOne }
        return next.difference.isBetter ? .improvable(next.difference) : .cheapest(next.difference)
    }

    private func verdict(
        _ other: Int, _ own: ClinicianDay, _ freed: [ClinicianDay], _ place: Place, _ vacant: IncrementalScorer
    ) -> ShiftExplanation.Verdict {
        let now = rota.day(other, place.day)
        if place.isHeld(by: now) { return .alreadyThere }
        let open = days(now, place).filter { hurdles($0, now, place).isEmpty }
        guard !open.isEmpty else { return .barred(way(other, place, in: vacant)?.obstacles ?? []) }
        var best: ShiftAlternative?, limited: (difference: ScoreDifference, day: ClinicianDay)?
        func consider(_ kind: ShiftAlternative.Kind, _ changed: [ClinicianDay]) {
            let difference = rota.difference(changed)
            guard difference.broken.isEmpty else {
                limited = limited ?? (difference, changed[0])
                return
            }
            guard difference.points < best?.difference.points ?? .infinity else { return }
            best = ShiftAlternative(kind: kind, changes: changed.map { change(to: $0, in: rota) }, difference: difference)
        }
        for day in open {
            for left in freed { consider(left.doesTheSame(as: now) && day.doesTheSame(as: own) ? .exchangedDay : .instead, [day, left]) }
        }
        for changed in exchanges(now, own) { consider(.exchangedDays(words.date(changed[2].day)), changed) }
        if let best { return .possible(best) }
        if let limited { return .barred(limits(limited.difference, limited.day, place, rota).map(\.obstacle)) }
        return .barred([.holderStays(own.stands.isDisjoint(with: place.parts) ? .h3 : .h9)])
    }

    /// The two exchange the day and another of the same week, where all four days are allowed.
    private func exchanges(_ now: ClinicianDay, _ own: ClinicianDay) -> [[ClinicianDay]] {
        guard let taken = exchange(now, own) else { return [] }
        let monday = own.day - words.weekday(own.day)
        return (monday..<monday + 7).filter { $0 != own.day && words.days.contains($0) }.compactMap { day in
            exchange(rota.day(now.clinician, day), rota.day(own.clinician, day)).map { taken + $0 }
        }
    }

    /// Each does what the other did; nil where that is the same or not allowed.
    private func exchange(_ a: ClinicianDay, _ b: ClinicianDay) -> [ClinicianDay]? {
        guard !a.doesTheSame(as: b) else { return nil }
        var forA = a, forB = b
        (forA.am, forA.pm, forB.am, forB.pm) = (b.am, b.pm, a.am, a.pm)
        let keeps = [(a, forA), (b, forB)].allSatisfy { now, then in now.stands.parts.allSatisfy { now[$0] == then[$0] } && isAllowed(then) }
        return keeps ? [forA, forB] : nil
    }
}

extension ClinicianDay {
    fileprivate func doesTheSame(as other: ClinicianDay) -> Bool { am == other.am && pm == other.pm }
}
