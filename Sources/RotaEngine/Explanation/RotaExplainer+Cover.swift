import Civil
import RotaDomain

/// A place that somebody is wanted for: parts of a day at a location, on duty or not.
package struct WantedPlace: Sendable, Hashable {
    package var date: Day
    package var span: Span
    package var location: String
    package var kind: ShiftKind

    package init(date: Day, span: Span, location: String, kind: ShiftKind) {
        self.date = date
        self.span = span
        self.location = location
        self.kind = kind
    }
}

/// Somebody who could take a place, or could if something were waived, with all that puts them in order.
package struct CoverCandidate: Sendable, Hashable {
    /// The clinician's id.
    package var clinician: String
    package var name: String
    /// The hard rules that stand against it, the first by number first; none for those who simply could.
    package var obstacles: [Obstacle]
    /// Their day as it is and as it would be.
    package var change: RotaDifference.Change
    /// What it would do to the score, with what must be waived waived.
    package var difference: ScoreDifference
    /// The place that they would leave short elsewhere, if any.
    package var leavesShort: Obstacle?
    /// Duty parts in the range, and the fair share of them; nil for who is not in the rotation.
    package var duty: DutyShare?
    /// Their week as the rota stands: shifts, and the most of the term.
    package var shifts: Double
    package var mostShifts: Double?

    package struct DutyShare: Sendable, Hashable {
        package var worked: Int
        package var share: Double
        /// Positive: owes more duty.
        package var owed: Double { share - Double(worked) }
    }

    package enum Standing: Int, Sendable, Comparable {
        case could, couldIfWaived, cannot

        package static func < (a: Standing, b: Standing) -> Bool { a.rawValue < b.rawValue }
    }

    package var standing: Standing {
        if obstacles.isEmpty { return .could }
        return obstacles.allSatisfy { $0.waiver != nil } ? .couldIfWaived : .cannot
    }

    /// What would have to be waived, the most that is asked first.
    package var waivers: [Waiver] { Set(obstacles.compactMap(\.waiver)).sorted(by: >) }

    /// Where they are on that day already.
    package var isInAlready: Bool { !change.before.isEmpty }

    /// Who is asked first: those who could, by what it does to the score and then by the duty that they owe; those who could if something were
    /// waived, what is asked most easily first; then the rest.
    static func precedes(_ a: CoverCandidate, _ b: CoverCandidate) -> Bool {
        if a.standing != b.standing { return a.standing < b.standing }
        guard a.standing != .cannot else { return false }
        let mostA = a.waivers.first?.rawValue ?? -1, mostB = b.waivers.first?.rawValue ?? -1
        if mostA != mostB { return mostA < mostB }
        let pointsA = (a.difference.points * 100).rounded(), pointsB = (b.difference.points * 100).rounded()
        return pointsA == pointsB ? (a.duty?.owed ?? 0) > (b.duty?.owed ?? 0) : pointsA < pointsB
    }
}

extension RotaExplainer {
    /// Everybody active who does not hold the place, in the order in which to ask them (item 9, B10).
    ///
    /// - Parameter absent: who holds it now and is not coming: the order is that of the rota without them there.
    package func rankCover(_ place: WantedPlace, insteadOf absent: String? = nil) -> [CoverCandidate] {
        guard words.range.contains(place.date), let location = words.location(place.location) else { return [] }
        let wanted = Place(day: words.number(of: place.date), parts: PartSet(place.span), location: location, kinds: [place.kind])
        let away = absent.flatMap(words.clinician), rota = away.map { without($0, wanted) } ?? rota
        return ranked(active.filter { $0 != away && !wanted.isHeld(by: rota.day($0, wanted.day)) }.compactMap { candidate($0, wanted, rota) })
    }

    /// Everybody active who does not fill the gap, in the order in which to ask them.
    package func rankCover(_ gap: Gap) -> [CoverCandidate] {
        guard let place = place(of: gap) else { return [] }
        let able = supervisors(gap)
        return ranked(active.filter { !isFilling($0, gap, place) }.compactMap { clinician in
            guard var found = candidate(clinician, place, rota) else { return nil }
            // Said before all but that they are not there: what would they come for?
            if let useless = useless(clinician, gap, place, able) {
                found.obstacles.insert(useless, at: found.obstacles.first.map { if case .unavailable = $0 { 1 } else { 0 } } ?? 0)
            }
            return found
        })
    }

    private func ranked(_ candidates: [CoverCandidate]) -> [CoverCandidate] {
        candidates.enumerated().sorted { a, b in
            if CoverCandidate.precedes(a.element, b.element) { return true }
            return a.offset < b.offset && !CoverCandidate.precedes(b.element, a.element)
        }.map(\.element)
    }

    private func candidate(_ clinician: Int, _ place: Place, _ rota: IncrementalScorer) -> CoverCandidate? {
        guard let way = ways(clinician, place, in: rota).min(by: { $0.isAsked(before: $1) }) else { return nil }
        let week = week(of: clinician, place.day, in: rota)
        return CoverCandidate(
            clinician: words.file.clinicians[clinician].id, name: name(clinician), obstacles: way.obstacles,
            change: change(to: way.day, in: rota), difference: way.difference, leavesShort: left(by: way.day, in: rota), duty: duty(clinician, rota),
            shifts: week?.shifts ?? 0, mostShifts: week?.most)
    }

    private func duty(_ clinician: Int, _ rota: IncrementalScorer) -> CoverCandidate.DutyShare? {
        guard let own = rota.counters.shares.all.each.first(where: { $0.clinician == clinician }) else { return nil }
        let worked = words.days.reduce(0) { $0 + rota.day(clinician, $1).onDuty.count }
        return CoverCandidate.DutyShare(worked: worked, share: own.share)
    }
}
