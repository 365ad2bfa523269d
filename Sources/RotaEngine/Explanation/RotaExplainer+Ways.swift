import Civil
import RotaDomain

/// One way in which a clinician could hold a place, with the hard rules that stand against it and what it would do to the score.
struct Way {
    var day: ClinicianDay
    var hurdles: [Hurdle]
    var difference: ScoreDifference

    /// A hard rule that stands against a way, and what to say of it.
    struct Hurdle: Hashable {
        var rule: HardRule
        var obstacle: Obstacle
    }

    /// What stands against it, each once, the rule of the lowest number first.
    var obstacles: [Obstacle] { hurdles.map(\.obstacle).reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }

    /// Without a hurdle first; then where every hurdle could be waived; then the rest.
    var tier: Int { hurdles.isEmpty ? 0 : hurdles.allSatisfy { $0.obstacle.waiver != nil } ? 1 : 2 }

    /// How far it is from being allowed: half a day where whole days are asked is the way's fault more than the clinician's.
    private var weight: Int { Set(hurdles.map(\.rule)).reduce(0) { $0 + ($1 == .h3 || $1 == .h4 || $1 == .h7 ? 3 : 2) } }

    /// Is this the one to ask somebody for, where something may be waived?
    func isAsked(before other: Way) -> Bool {
        guard tier == other.tier, tier == 1 else { return tier == other.tier ? isBetter(than: other) : tier < other.tier }
        let mine = waived, theirs = other.waived
        return (mine.max() ?? -1, mine.count, difference.points) < (theirs.max() ?? -1, theirs.count, other.difference.points)
    }

    private var waived: Set<Int> { Set(hurdles.compactMap { $0.obstacle.waiver?.rawValue }) }

    /// Is this the one to speak of, where nothing is waived?
    func isBetter(than other: Way) -> Bool {
        if hurdles.isEmpty || other.hurdles.isEmpty { return (hurdles.count, difference.points) < (other.hurdles.count, other.difference.points) }
        return (weight, hurdles[0].rule, difference.points) < (other.weight, other.hurdles[0].rule, other.difference.points)
    }
}

extension RotaExplainer {
    /// The best way for the clinician to hold the place, the rest of the rota standing as it does; nil where they hold it.
    func way(_ clinician: Int, _ place: Place, in rota: IncrementalScorer) -> Way? {
        ways(clinician, place, in: rota).reduce(nil as Way?) { best, way in best.map { way.isBetter(than: $0) ? way : $0 } ?? way }
    }

    /// Every way for the clinician to hold the place, the rest of the rota standing as it does.
    func ways(_ clinician: Int, _ place: Place, in rota: IncrementalScorer) -> [Way] {
        let now = rota.day(clinician, place.day)
        return days(now, place).map { day in
            let difference = rota.difference([day])
            let hurdles = hurdles(day, now, place) + limits(difference, day, place, rota)
            return Way(day: day, hurdles: hurdles.sorted { $0.rule < $1.rule }, difference: difference)
        }
    }

    /// The clinician's day with the place, and whatever may be done in its other half.
    func days(_ now: ClinicianDay, _ place: Place) -> [ClinicianDay] {
        func works(_ part: Part) -> [ClinicianDay.Work?] {
            if place.parts.contains(part) { return place.kinds.map { .init(kind: $0, location: place.location) } }
            if now.stands.contains(part) { return [now[part]] }
            return [nil] + ShiftKind.allCases.map { .init(kind: $0, location: place.location) }
        }
        return works(.am).flatMap { am in
            works(.pm).map { pm in
                var day = now
                (day.am, day.pm) = (am, pm)
                return day
            }
        }
    }

    /// What about the day itself stands against it.
    func hurdles(_ day: ClinicianDay, _ now: ClinicianDay, _ place: Place) -> [Way.Hurdle] {
        // A second half of a half day is the way's fault, also where the whole day stands as given.
        let adds = day.worked.isSuperset(of: now.worked) && day.worked != now.worked
        var found = DayRules.faults(in: day, words).filter { !$0.given || $0.rule == .h2 && adds }
            .map { Way.Hurdle(rule: $0.rule, obstacle: obstacle($0, day, place)) }
        for part in Part.allCases where day.stands.contains(part) && day[part] != now[part] {
            found.append(.init(rule: .h9, obstacle: words.isProtected(day.day) ? .protected : .pinned))
        }
        return found
    }

    private func obstacle(_ fault: DayFault, _ day: ClinicianDay, _ place: Place) -> Obstacle {
        switch fault.rule {
        case .h1: return unavailable(day.clinician, day.day, fault.part ?? .am) ?? .wholeDaysOnly
        case .h2:
            let other = Part.allCases.first { !place.parts.contains($0) }
            return other.flatMap { day.stands.contains($0) ? .halfDayUsed($0) : nil } ?? .halfDaysOnly
        case .h3: return .wholeDaysOnly
        case .h4: return fault.fault == .addedToAPinnedDay ? .standsAloneByPin : .wholeDaysOnly
        case .h6: return words.type(day.clinician, day.day)?.isTrainee == true ? .trainee : .notInDutyRotation
        case .h7: return .dutyTakesWholeDay
        case .h10:
            if words.type(day.clinician, day.day) == .locum, let booked = words.mayStandAt(day.clinician, day.day).first {
                return .bookedAt(location: words.file.locations[booked])
            }
            return .mayNotWorkAt(location: words.file.locations[place.location])
        case .h5, .h8, .h9: return .pinned
        }
    }

    /// Why the clinician is not available on the part (H1); nil when available.
    func unavailable(_ clinician: Int, _ day: Int, _ part: Part) -> Obstacle? {
        guard !words.available(clinician, day).contains(part) else { return nil }
        let date = words.date(day), known = Availability(words.file, clinician: words.file.clinicians[clinician].id, on: date)
        return known.obstacle(part).map { .unavailable($0, date.weekday) }
    }

    /// What to say of the limits that a change breaks.
    func limits(_ difference: ScoreDifference, _ day: ClinicianDay, _ place: Place, _ rota: IncrementalScorer) -> [Way.Hurdle] {
        difference.broken.map { rule in
            guard rule == .h5, let week = week(of: day.clinician, day.day, in: rota), let most = week.most else {
                return Way.Hurdle(rule: rule, obstacle: dutyIsTaken(day, place, rota))
            }
            let now = rota.day(day.clinician, day.day), own = now.worked.parts.count { !now.stands.contains($0) || day[$0] != now[$0] }
            return Way.Hurdle(rule: rule, obstacle: .weekIsFull(shifts: week.shifts - Double(own) / 2, most: most))
        }
    }

    /// H8: the first part on which the day is one on duty too many.
    private func dutyIsTaken(_ day: ClinicianDay, _ place: Place, _ rota: IncrementalScorer) -> Obstacle {
        let full = day.onDuty.parts.first { part in
            guard let location = day[part]?.location, rota.day(day.clinician, day.day)[part] != day[part] else { return false }
            return onDuty(day.day, part, location, without: day.clinician, rota) >= words.need(day.day, part, location).duty
        }
        return .dutyIsTaken(full ?? place.parts.first ?? .am, location: words.file.locations[place.location])
    }

    /// The rota without the clinician at the place.
    func without(_ clinician: Int, _ place: Place) -> IncrementalScorer {
        var day = rota.day(clinician, place.day), changed = rota
        if place.parts.contains(.am), day.am?.location == place.location { day.am = nil }
        if place.parts.contains(.pm), day.pm?.location == place.location { day.pm = nil }
        changed.apply([day])
        return changed
    }

    func onDuty(_ day: Int, _ part: Part, _ location: Int, without clinician: Int, _ rota: IncrementalScorer) -> Int {
        (0..<words.clinicianCount).count { other in
            guard other != clinician, let work = rota.day(other, day)[part] else { return false }
            return work.kind == .duty && work.location == location
        }
    }

    /// Those whose type counts towards the minimum.
    func present(_ day: Int, _ part: Part, _ location: Int, without clinician: Int, _ rota: IncrementalScorer) -> Int {
        (0..<words.clinicianCount).count { other in
            other != clinician && rota.day(other, day)[part]?.location == location && words.countsTowardsMinimum(other, day)
        }
    }

    /// The clinician's shifts in the day's week under the day's term, those outside the range too, and the term's maximum (H5).
    func week(of clinician: Int, _ day: Int, in rota: IncrementalScorer) -> (shifts: Double, most: Double?)? {
        let term = words.words(clinician, day).term
        guard term >= 0 else { return nil }
        let monday = day - words.weekday(day)
        let parts = (monday..<monday + 7).filter { words.words(clinician, $0).term == term }.reduce(0) { sum, day in
            sum + (words.days.contains(day) ? rota.day(clinician, day).worked : given.outside.worked(clinician, day)).count
        }
        return (Double(parts) / 2, words.isPartner(clinician, day) ? words.file.terms[Int(term)].maxShifts : nil)
    }
}
