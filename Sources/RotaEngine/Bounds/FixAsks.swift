import Civil
import RotaDomain

/// Whom one could ask for what, so that one more might be at a place: every waiver that the explainer knows of, and what is given.
struct FixAsks {
    let words: PracticeWords
    /// The rota without all that a generation may change: what stands against somebody there does so in every rota.
    private let standing: RotaExplainer
    /// The same, were there no protected period.
    private let unprotected: RotaExplainer
    /// What the rota is short of now.
    private let shortages: RotaShortages
    var file: PracticeFile { words.file }

    /// - Parameter given: the rota of `standing`.
    init(_ standing: RotaExplainer, _ given: RotaSheet, _ shortages: RotaShortages) {
        words = standing.words
        self.standing = standing
        self.shortages = shortages
        let words = standing.words
        guard let last = words.file.protectedUntil, last >= words.range.first else { unprotected = standing; return }
        var open = words.file
        open.protectedUntil = nil
        let scorer = ReferenceScorer(open, range: words.range)
        unprotected = RotaExplainer(scorer.words, IncrementalScorer(given, scorer.counters))
    }

    /// Is the rota short of the same in the other half of the day?
    private func isShort(_ gap: Gap, _ other: Part) -> Bool {
        var other = Gap(kind: gap.kind, date: gap.date, part: other, location: gap.location, count: 1)
        if case .supervision = gap.kind { other.kind = .cover }
        return StaffingDemand(other, words).map { shortages[$0] > 0 } ?? false
    }

    /// In no order that matters; not all of them would help.
    func asks(_ gap: Gap) -> [GapFix.Ask] {
        guard let place = standing.place(of: gap) else { return [] }
        // In the protected period whoever is asked is also put on the rota there.
        let whom = (words.isProtected(place.day) ? unprotected : standing).rankCover(gap).flatMap { candidate in
            words.clinician(candidate.clinician).map { asks($0, candidate, gap, place) } ?? []
        }
        return whom + locumToFind(gap, place) + traineeElsewhere(gap, place)
    }

    func person(_ clinician: Int) -> GapPerson { GapPerson(clinician: file.clinicians[clinician].id, name: file.clinicians[clinician].name) }

    private func asks(_ clinician: Int, _ candidate: CoverCandidate, _ gap: Gap, _ place: RotaExplainer.Place) -> [GapFix.Ask] {
        let obstacles = candidate.obstacles
        if obstacles.isEmpty {
            return words.isProtected(place.day) ? changeGiven(clinician, gap, place) : raiseMaximum(clinician, place)
        }
        let waivers = Set(obstacles.compactMap(\.waiver)), booked = obstacles.compactMap(\.bookedAt).first
        guard obstacles.allSatisfy({ $0.waiver != nil }) else {
            return obstacles.allSatisfy(Self.isGiven) ? changeGiven(clinician, gap, place) : []
        }
        switch waivers {
        case [.locumBooking]: return [.bookLocum(person(clinician), gap.date, span(gap, place), location: gap.location)]
        case [.leave]: return leave(clinician, place.day)
        case [.weekMaximum]: return raiseMaximum(clinician, place) + changeOtherDays(clinician, place)
        case _ where booked != nil:
            guard waivers == [.location], let booked else { return [] }
            return [.moveBooking(person(clinician), gap.date, from: booked, to: gap.location)]
        case _ where waivers.isDisjoint(with: [.locumBooking, .leave, .weekMaximum]):
            return plans(candidate.change.after, waivers, gap, place).map { .work(person(clinician), gap.date, $0, waiving: waivers.sorted(by: >)) }
        default: return []
        }
    }

    /// What could be asked of somebody against their term: the part that is wanted, or more of the day where that is of use too.
    private func plans(_ best: DayPlan, _ waivers: Set<Waiver>, _ gap: Gap, _ place: RotaExplainer.Place) -> [DayPlan] {
        let kind: ShiftKind = gap.kind == .duty ? .duty : .standard, other: Part = gap.part == .am ? .pm : .am
        let work = DayPlan.Work(kind: kind, location: gap.location, pinned: !words.isProtected(place.day))
        func plan(_ parts: PartSet) -> DayPlan { DayPlan(am: parts.contains(.am) ? work : nil, pm: parts.contains(.pm) ? work : nil) }
        if gap.kind == .duty { return [plan(PartSet(gap.part).union(best[other]?.kind == .duty ? .day : []))] }
        if waivers == [.otherHalf] { return [plan(PartSet(gap.part)), plan(.day)] }
        if !waivers.isDisjoint(with: [.extraDay, .cannotWorkDay]) { return [plan(isShort(gap, other) ? .day : PartSet(gap.part))] }
        return [plan(PartSet(gap.part).union(best[other] == nil ? [] : .day))]
    }

    /// The parts for which somebody must come: those of the duty, or the part; the whole day where both halves are short.
    private func span(_ gap: Gap, _ place: RotaExplainer.Place) -> Span {
        guard gap.kind == .duty else { return gap.kind == .cover && isShort(gap, gap.part == .am ? .pm : .am) ? .full : gap.part == .am ? .am : .pm }
        return words.dutyPartsAsked(place.day, gap.part, place.location).span ?? .full
    }

    private func locumToFind(_ gap: Gap, _ place: RotaExplainer.Place) -> [GapFix.Ask] {
        switch gap.kind {
        case .duty: [.findLocum(gap.date, span(gap, place), location: gap.location, onDuty: true)]
        case .cover: words.counting.contains(.locum) ? [.findLocum(gap.date, span(gap, place), location: gap.location, onDuty: false)] : []
        case .supervision: []
        }
    }

    private func raiseMaximum(_ clinician: Int, _ place: RotaExplainer.Place) -> [GapFix.Ask] {
        guard words.isPartner(clinician, place.day), let most = words.term(clinician, place.day)?.maxShifts else { return [] }
        let week = words.date(place.day).monday
        return [0.5, 1].map { .raiseMaximum(person(clinician), week: week, from: most, to: most + $0) }
    }

    // MARK: - What is given

    /// Does it stand against somebody only because of pinned or protected shifts?
    private static func isGiven(_ obstacle: Obstacle) -> Bool {
        switch obstacle {
        case .pinned, .protected, .standsAloneByPin, .halfDayUsed, .dutyIsTaken: true
        default: false
        }
    }

    /// The clinician's day as it could be, were it not given: the ways to fill the place that change least.
    private func changeGiven(_ clinician: Int, _ gap: Gap, _ place: RotaExplainer.Place) -> [GapFix.Ask] {
        let now = standing.rota.day(clinician, place.day)
        guard !now.stands.isEmpty else { return [] }
        let ways = ungiven(clinician, place.day, file).filter { fills($0, gap, place) }
        // Whoever is only to be there keeps the duty they have, and no more.
        let way = ways.first { gap.kind == .duty || $0.onDuty == now.onDuty } ?? ways.first
        return way.flatMap { $0.am == now.am && $0.pm == now.pm ? nil : [changeGiven(now, to: $0)] } ?? []
    }

    /// What the clinician would do at the place, were nothing given that day and the practice's file this one; nil where they can't be there.
    func plan(of id: String, filling gap: Gap, _ changed: PracticeFile) -> DayPlan? {
        guard let clinician = words.clinician(id), let place = standing.place(of: gap) else { return nil }
        return ungiven(clinician, place.day, changed).first { fills($0, gap, place) }.map { plan($0, isPinned: false) }
    }

    /// Another pinned or protected day of the week is left free.
    private func changeOtherDays(_ clinician: Int, _ place: RotaExplainer.Place) -> [GapFix.Ask] {
        let monday = place.day - words.weekday(place.day)
        return (monday..<monday + 7).filter { $0 != place.day && words.days.contains($0) }.compactMap { day in
            let now = standing.rota.day(clinician, day)
            guard !now.worked.intersection(now.stands).isEmpty, let free = ungiven(clinician, day, file).first(where: \.worked.isEmpty) else { return nil }
            return changeGiven(now, to: free)
        }
    }

    /// What the clinician may do that day if nothing stood there, the fewest changes first.
    private func ungiven(_ clinician: Int, _ day: Int, _ file: PracticeFile) -> [ClinicianDay] {
        var free = file
        free.protectedUntil = nil
        free.shifts.removeAll { $0.clinician == file.clinicians[clinician].id && $0.date == words.date(day) }
        let other = PracticeWords(free, range: DayRange(words.date(day))), now = standing.rota.day(clinician, day)
        func changes(_ option: ClinicianDay) -> Int { Part.allCases.count { option[$0] != now[$0] } }
        let options = DayOptions.all(clinician, other.days.lowerBound, GivenRota(other), other).filter { DayRules.faults(in: $0, other).isEmpty }
        return options.enumerated().sorted { (changes($0.element), $0.offset) < (changes($1.element), $1.offset) }.map(\.element)
    }

    private func fills(_ option: ClinicianDay, _ gap: Gap, _ place: RotaExplainer.Place) -> Bool {
        guard let work = option[gap.part], work.location == place.location else { return false }
        return gap.kind != .duty || work.kind == .duty
    }

    private func changeGiven(_ now: ClinicianDay, to option: ClinicianDay) -> GapFix.Ask {
        let before = standing.plan(now), isPinned = !words.isProtected(now.day) || before.isPinned
        return .changeGiven(person(now.clinician), words.date(now.day), from: before, to: plan(option, isPinned: isPinned))
    }

    private func plan(_ option: ClinicianDay, isPinned: Bool) -> DayPlan {
        func work(_ part: Part) -> DayPlan.Work? {
            option[part].map { .init(kind: $0.kind, location: file.locations[$0.location], pinned: isPinned) }
        }
        return DayPlan(am: work(.am), pm: work(.pm))
    }

    // MARK: - Trainees

    /// A trainee could be elsewhere: where given shifts, or the term's locations, keep them now.
    private func traineeElsewhere(_ gap: Gap, _ place: RotaExplainer.Place) -> [GapFix.Ask] {
        guard case .supervision(let id) = gap.kind, let trainee = words.clinician(id) else { return [] }
        let now = standing.rota.day(trainee, place.day)
        if !now.stands.isEmpty {
            return ungiven(trainee, place.day, file).filter { $0[gap.part]?.location != place.location }.prefix(2).map { changeGiven(now, to: $0) }
        }
        let known = words.mayStandAt(trainee, place.day), parts = words.available(trainee, place.day)
        return file.locations.indices.filter { !known.contains($0) }.map { location in
            let work = DayPlan.Work(kind: .standard, location: file.locations[location], pinned: true)
            let plan = DayPlan(am: parts.contains(.am) ? work : nil, pm: parts.contains(.pm) ? work : nil)
            return .work(person(trainee), gap.date, plan, waiving: [.location])
        }
    }
}

extension Obstacle {
    fileprivate var bookedAt: String? { if case .bookedAt(let location) = self { location } else { nil } }
}
