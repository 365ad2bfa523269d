import Civil
import RotaDomain

extension GapExplainer {
    /// A rule that stands against an option.
    struct Hurdle {
        var rule: HardRule
        var obstacle: Obstacle
    }

    /// Every way in which the clinician's day could fill the place.
    func options(_ clinician: Int, _ place: Place) -> [ClinicianDay] {
        let now = ClinicianDay(clinician, place.day, in: sheet, scorer.given, words)
        let kinds: [ShiftKind] = place.kind == .duty ? [.duty] : [.standard, .duty]
        let others: [ClinicianDay.Work?] = [nil] + ShiftKind.allCases.map { .init(kind: $0, location: place.location) }
        return kinds.flatMap { kind in
            others.map { other in
                var day = now
                let work = ClinicianDay.Work(kind: kind, location: place.location)
                if place.part == .am { (day.am, day.pm) = (work, other) } else { (day.am, day.pm) = (other, work) }
                return day
            }
        }
    }

    /// The hard rules that the option breaks, with what to say of each.
    func faults(_ option: ClinicianDay, _ place: Place) -> [Hurdle] {
        var found = DayRules.faults(in: option, words).map { Hurdle(rule: $0.rule, obstacle: obstacle(for: $0, option, place)) }
        if let full = weekIsFull(option) { found.append(Hurdle(rule: .h5, obstacle: full)) }
        found += takenDuty(option)
        for part in Part.allCases where option.stands.contains(part) && option[part] != now(option)[part] {
            found.append(Hurdle(rule: .h9, obstacle: words.isProtected(option.day) ? .protected : .pinned))
        }
        return found
    }

    private func now(_ option: ClinicianDay) -> ClinicianDay { ClinicianDay(option.clinician, option.day, in: sheet, scorer.given, words) }

    private func obstacle(for fault: DayFault, _ option: ClinicianDay, _ place: Place) -> Obstacle {
        switch fault.rule {
        case .h2: return .halfDayUsed(place.part == .am ? .pm : .am)
        case .h4: return fault.fault == .addedToAPinnedDay ? .standsAloneByPin : .wholeDaysOnly
        case .h6: return words.type(option.clinician, option.day)?.isTrainee == true ? .trainee : .notInDutyRotation
        case .h7: return .dutyTakesWholeDay
        case .h10:
            if words.type(option.clinician, option.day) == .locum, let booked = words.mayStandAt(option.clinician, option.day).first {
                return .bookedAt(location: words.file.locations[booked])
            }
            return .mayNotWorkAt(location: words.file.locations[place.location])
        case .h1: return .otherHalfOnly(place.part == .am ? .am : .pm, Weekday.allCases[words.weekday(option.day)])
        case .h3: return .wholeDaysOnly
        case .h5, .h8, .h9: return .pinned
        }
    }

    /// H5 for the option's week, everything else standing as it does.
    private func weekIsFull(_ option: ClinicianDay) -> Obstacle? {
        let term = words.words(option.clinician, option.day).term
        guard words.isPartner(option.clinician, option.day), let most = words.file.terms[Int(term)].maxShifts else { return nil }
        let monday = option.day - words.weekday(option.day)
        var parts = 0
        for day in monday..<monday + 7 where words.words(option.clinician, day).term == term && day != option.day {
            parts += sheet.worked(option.clinician, day).count + scorer.given.outside.worked(option.clinician, day).count
        }
        guard Double(parts + option.worked.count) / 2 > most else { return nil }
        return .weekIsFull(shifts: Double(parts) / 2, most: most)
    }

    /// H8: the parts on which the option would put one too many on duty.
    private func takenDuty(_ option: ClinicianDay) -> [Hurdle] {
        let before = now(option)
        return option.onDuty.parts.compactMap { part in
            guard let location = option[part]?.location, before[part] != option[part] else { return nil }
            let others = (0..<words.clinicianCount).reduce(0) { sum, other in
                guard other != option.clinician, let work = sheet.work(other, option.day, part) else { return sum }
                return sum + (work.kind == .duty && work.location == location ? 1 : 0)
            }
            guard others >= words.need(option.day, part, location).duty else { return nil }
            return Hurdle(rule: .h8, obstacle: .dutyIsTaken(part, location: words.file.locations[location]))
        }
    }

    /// How every line of the score would change if the clinician's day became the option's.
    func change(_ option: ClinicianDay) -> [Obstacle.LineChange] {
        zip(focused(sheet(with: option), option), focused(sheet, option)).map { now, before in
            Obstacle.LineChange(rule: now.rule, change: now.count - before.count)
        }
    }

    private func focused(_ sheet: RotaSheet, _ option: ClinicianDay) -> [ScoreLine] {
        scorer.lines(ScoredRota(sheet, scorer, clinicians: option.clinician..<option.clinician + 1, placeDays: option.day..<option.day + 1))
    }

    /// The rota with the clinician's day as the option has it.
    private func sheet(with option: ClinicianDay) -> RotaSheet {
        var after = sheet
        for part in Part.allCases where !option.stands.contains(part) {
            after.set(option.clinician, option.day, part, option[part].map { RotaSheet.Entry(kind: $0.kind, location: $0.location, pinned: false) })
        }
        return after
    }

    /// What to say of an option that no hard rule forbids.
    func cost(_ points: Double, _ option: ClinicianDay, _ place: Place) -> Obstacle {
        if let short = leavesShort(option) { return short }
        guard points > 0.005 else { return .nothing }
        let rises = change(option).filter { $0.change > 0 }.sorted { $0.change * Double($0.rule.weight) > $1.change * Double($1.rule.weight) }
        let before = sheet.work(option.clinician, option.day, place.part)?.location
        let from = before.flatMap { $0 == place.location ? nil : words.file.locations[$0] }
        return .wouldCost(points: points, lines: rises, movingFrom: from)
    }

    /// A duty place or a minimum elsewhere that the option would leave short, which makes it no remedy though the sum is no worse.
    private func leavesShort(_ option: ClinicianDay) -> Obstacle? {
        let before = focused(sheet, option), after = focused(sheet(with: option), option)
        for (then, now) in zip(before, after).prefix(2) {
            for item in now.items {
                let was = then.items.first { $0.part == item.part && $0.location == item.location }?.amount ?? 0
                if item.amount > was, let location = item.location { return .wouldLeaveShort(now.rule, location: location) }
            }
        }
        return nil
    }
}
