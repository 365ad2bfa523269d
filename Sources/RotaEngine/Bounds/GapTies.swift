import Civil
import RotaDomain

/// What a gap competes with: the fewest places of its week that cannot all be filled, though each alone can.
extension StaffingAnalyst {
    /// What each of three questions may take: whether there is a tie, the fewest places of it, and how much of them is open.
    /// Half a second for all of them on a slow machine; hardly any tie takes a tenth of it.
    static let tieWork = 400_000_000

    /// Nil where one more can be filled without leaving more open of the gap's own rule and of those that weigh more, and where
    /// it was not shown with the work allowed that it can't.
    mutating func tie(_ gap: StaffingDemand, _ shortages: RotaShortages, work: Int = Self.tieWork) -> GapTie? {
        let week = week(of: gap.day)
        guard let start = within(work, { $0.tied(gap, week.all, shortages) }) else { return nil }
        let (others, isFewest) = within(work) { $0.fewest(gap, start, shortages) }
        let places = ([gap] + others).sorted { $0.precedes($1) }
        // If nothing need be open, one more could be filled.
        let open = max(1, within(work) { $0.least(Set(places)) })
        let isAlone = shortages[gap] == 1 && others.allSatisfy { shortages[$0] == 0 }
        let shown = places.compactMap { place in asked(place).map { (gap: $0, able: able(week, [place]).count) } }
        return GapTie(
            places: shown.map(\.gap), extent: !isFewest ? .someOfThem : isAlone ? .eachAlone : .asTheyAre, open: open, able: shown.map(\.able),
            available: able(week, places), torn: torn(week, places), instead: nil)
    }

    /// All that competes with the gap, of its own rule if that is enough; nil where one more can be filled.
    private mutating func tied(_ gap: StaffingDemand, _ all: [StaffingDemand], _ shortages: RotaShortages) -> [StaffingDemand]? {
        let weightier = all.filter { $0 != gap && $0.rule <= gap.rule }
        // A rota that breaks hard rules may do better than any that keeps them; what it does is then no measure.
        guard canFill(gap, weightier, shortages) == .no, canKeep(gap, weightier, shortages, fewer: 0) != .no else { return nil }
        let likewise = weightier.filter { $0.rule == gap.rule }
        return canFill(gap, likewise, shortages) == .no ? likewise : weightier
    }

    private mutating func canFill(_ gap: StaffingDemand, _ others: [StaffingDemand], _ shortages: RotaShortages) -> Possibility {
        canKeep(gap, others, shortages, fewer: 1)
    }

    private mutating func canKeep(_ gap: StaffingDemand, _ others: [StaffingDemand], _ shortages: RotaShortages, fewer: Int) -> Possibility {
        var allowed: [StaffingDemand: Int] = [gap: shortages[gap] - fewer]
        for other in others { allowed[other] = shortages[other] }
        return canKeep(to: allowed)
    }

    /// Leaves out whole days, then places, for as long as the rest still cannot all be filled: all that are left are needed for that,
    /// unless it could not be told of some, or the work ended.
    private mutating func fewest(_ gap: StaffingDemand, _ others: [StaffingDemand], _ shortages: RotaShortages) -> (kept: [StaffingDemand], isFewest: Bool) {
        var kept = others
        for day in Set(others.map(\.day)).sorted(by: { (abs($1 - gap.day), $1) < (abs($0 - gap.day), $0) }) {
            let without = kept.filter { $0.day != day }
            if with(relaxations: 1, { $0.canFill(gap, without, shortages) }) == .no { kept = without }
        }
        // What is not told at a glance may take long, and takes less when the others have gone.
        let unsure = leaveOut(kept.reversed(), of: &kept) { staffing, rest in staffing.with(relaxations: 1) { $0.canFill(gap, rest, shortages) } }
        let unknown = leaveOut(unsure, of: &kept) { staffing, rest in staffing.with(relaxations: 3_000) { $0.canFill(gap, rest, shortages) } }
        return (kept, unknown.isEmpty)
    }

    /// Leaves out what the rest cannot all be filled without; answers those of which that could not be told.
    private mutating func leaveOut(
        _ some: [StaffingDemand], of kept: inout [StaffingDemand], _ canFill: (inout StaffingAnalyst, [StaffingDemand]) -> Possibility
    ) -> [StaffingDemand] {
        var unsure: [StaffingDemand] = []
        for other in some {
            let without = kept.filter { $0 != other }
            switch canFill(&self, without) {
            case .no: kept = without
            case .unknown: unsure.append(other)
            case .yes: break
            }
        }
        return unsure
    }

    /// The place as a gap whose count is what is needed there.
    private func asked(_ demand: StaffingDemand) -> Gap? {
        let date = words.date(demand.day)
        switch demand {
        case .duty(let day, let part, let location):
            return Gap(kind: .duty, date: date, part: part, location: words.file.locations[location], count: words.need(day, part, location).duty)
        case .cover(let day, let part, let location):
            return Gap(kind: .cover, date: date, part: part, location: words.file.locations[location], count: words.need(day, part, location).minimum)
        case .supervision(let trainee, let day, let part):
            guard let home = words.mayStandAt(trainee, day).first else { return nil }
            return Gap(kind: .supervision(trainee: words.file.clinicians[trainee].id), date: date, part: part, location: words.file.locations[home], count: 1)
        }
    }

    /// Those who could fill one of the places at least, or stand there as given.
    private func able(_ week: WeekStaffing, _ places: [StaffingDemand]) -> [GapPerson] {
        (0..<words.clinicianCount).compactMap { clinician in
            guard places.contains(where: { week.amounts(clinician, $0).contains { $0 > 0 } }) else { return nil }
            let row = words.file.clinicians[clinician]
            return GapPerson(clinician: row.id, name: row.name)
        }
    }

    /// Those who could fill several of the places, but not all that they could.
    private func torn(_ week: WeekStaffing, _ places: [StaffingDemand]) -> [GapTie.Torn] {
        (0..<words.clinicianCount).compactMap { clinician in
            guard let cause = Reach(clinician, week, places, words, given).cause ?? cause(trainee: clinician, week, places) else { return nil }
            let row = words.file.clinicians[clinician]
            return GapTie.Torn(person: GapPerson(clinician: row.id, name: row.name), cause: cause)
        }
    }

    /// Why a trainee of one of the places is not simply somewhere else, or in the other half.
    private func cause(trainee: Int, _ week: WeekStaffing, _ places: [StaffingDemand]) -> GapTie.Cause? {
        for case .supervision(trainee, let day, let part) in places {
            let options = week.options(trainee, day)
            if Set(options.compactMap { $0[part]?.location }).count > 1 { return .oneLocation }
            if options.contains(where: { $0[part] == nil }) { return .oneHalf }
        }
        return nil
    }
}

/// How much of some places one clinician could fill by each way of spending each day.
private struct Reach {
    /// By day: for each option, the parts that it takes and the places that it fills.
    private var days: [[(parts: Int, filled: Set<StaffingDemand>)]] = []
    private var most: Double?
    /// Parts of the week that stand whatever is chosen on these days.
    private var standing = 0

    init(_ clinician: Int, _ week: WeekStaffing, _ places: [StaffingDemand], _ words: PracticeWords, _ given: GivenRota) {
        for day in week.days {
            let own = places.filter { $0.day == day }
            let amounts = own.map { week.amounts(clinician, $0) }
            let options = week.options(clinician, day).enumerated().map { place, option in
                (parts: option.worked.count, filled: Set(own.indices.filter { amounts[$0][place] > 0 }.map { own[$0] }))
            }
            guard options.contains(where: { !$0.filled.isEmpty }) else {
                standing += Part.allCases.count { given.standingWork(clinician, day, $0, words) != nil }
                continue
            }
            days.append(options)
            if words.isPartner(clinician, day) { most = most ?? words.term(clinician, day)?.maxShifts }
        }
        let monday = week.days.lowerBound - words.weekday(week.days.lowerBound)
        standing += (monday..<monday + 7).reduce(0) { $0 + given.outside.worked(clinician, $1).count }
    }

    /// What keeps the clinician from filling all that they could; nil where nothing does.
    var cause: GapTie.Cause? {
        for options in days {
            let all = options.reduce(into: Set<StaffingDemand>()) { $0.formUnion($1.filled) }
            if options.contains(where: { $0.filled == all }) { continue }
            if Set(all.map(\.location)).count > 1 { return .oneLocation }
            return options.contains { $0.parts == 2 } ? .oneDay : .oneHalf
        }
        guard let most else { return nil }
        let parts = days.map { options in
            let all = options.map(\.filled.count).max() ?? 0
            return options.filter { $0.filled.count == all }.map(\.parts).min() ?? 0
        }
        return Double(parts.reduce(standing, +)) > most * 2 ? .weekMaximum(most) : nil
    }
}
