import Civil
import RotaDomain

/// Tries out whether a changed practice lets a gap be closed: first by an exact look at the weeks, then by mending the rota.
struct FixTrial {
    private let scorer: ReferenceScorer
    private let shortages: RotaShortages
    private let shifts: [PracticeFile.Shift]
    private let gap: Gap
    private let sheet: RotaSheet
    private let counts: [Double]
    private let search: NearSearch
    /// What the rota breaks already, otherwise than by given shifts.
    private let broken: Set<Breach>
    /// What the exact look at a week may take, as `StaffingAnalyst.tieWork`.
    private static let work = 50_000_000
    private var words: PracticeWords { scorer.words }

    init(_ scorer: ReferenceScorer, _ search: NearSearch, _ shortages: RotaShortages, _ shifts: [PracticeFile.Shift], _ gap: Gap) {
        self.scorer = scorer
        self.search = search
        self.shortages = shortages
        self.shifts = shifts
        self.gap = gap
        sheet = scorer.sheet(shifts)
        counts = scorer.lines(sheet).map(\.count)
        broken = Set(scorer.breaches(sheet).filter { !$0.given })
    }

    /// The Mondays of the weeks that the change is about, by the numbers of the range.
    private func weeks(_ edit: PracticeEdit) -> Set<Int> {
        let days = edit.touched.map { words.number(of: $0.date) }.filter(words.days.contains) + [words.number(of: gap.date)]
        return Set(days.map { $0 - words.weekday($0) })
    }

    /// How many may be missing: as many as now, and of the gap one less.
    private func allowed(_ demand: StaffingDemand) -> Int { shortages[demand] - (demand == StaffingDemand(gap, words) ? 1 : 0) }

    /// Is there no proof against it, week by week?
    func isPossible(_ edit: PracticeEdit) -> Bool {
        weeks(edit).sorted().allSatisfy { monday in
            let date = words.date(monday)
            guard let range = DayRange(max(date, words.range.first), min(date + 6, words.range.last)) else { return true }
            var staffing = StaffingAnalyst(PracticeWords(edit.file, range: range))
            // The week's own days are numbered from its Monday.
            let own = staffing.week(of: staffing.words.days.lowerBound).all.map { ($0, allowed($0.moved(by: monday))) }
            let most = Dictionary(own, uniquingKeysWith: { a, _ in a })
            return staffing.within(Self.work) { $0.canKeep(to: most) } != .no
        }
    }

    /// The practice changed, and the rota mended by a search from what it is; nil where none was found that leaves nothing shorter than now.
    func fix(_ edit: PracticeEdit) -> GapFix? {
        guard let demand = StaffingDemand(gap, words) else { return nil }
        let task = NearSearch.Task(
            file: edit.file, shifts: edit.shifts(shifts), demand: demand, weeks: weeks(edit), freed: edit.touched, allowed: allowed)
        guard let found = search.fill(task), found.effort.beyond == 0 else { return nil }
        let after = found.effort.after, near = found.near
        guard near.breaches(after).allSatisfy({ $0.given || broken.contains($0) }) else { return nil }
        var plans: [ClinicianDate: DayPlan] = [:]
        for place in edit.touched.union(found.changed.map(\.place)) where near.words.range.contains(place.date) {
            guard let clinician = near.words.clinician(place.clinician) else { continue }
            plans[place] = after.plan(clinician, near.words.number(of: place.date), near.words)
        }
        return fix(edit, plans)
    }

    /// Counted over the whole range, on what would then be given.
    private func fix(_ edit: PracticeEdit, _ plans: [ClinicianDate: DayPlan]) -> GapFix {
        let changes = plans.map { RotaDifference.Change(clinician: $0.clinician, date: $0.date, before: before($0), after: $1) }
            .filter { !$0.before.isSameWork(as: $0.after) }.sorted { ($0.date, $0.clinician) < ($1.date, $1.clinician) }
        let rest = edit.shifts(shifts).filter { plans[ClinicianDate(clinician: $0.clinician, date: $0.date)] == nil }
        let then = ReferenceScorer(edit.file, range: words.range)
        let sheet = then.sheet(rest + plans.flatMap { $1.shifts(of: $0.clinician, on: $0.date) }), lines = then.lines(sheet)
        let otherHalf = StaffingDemand(gap, words)?.otherHalf, fillsBoth = otherHalf.map { RotaShortages(sheet, then)[$0] < shortages[$0] } ?? false
        return GapFix(
            ask: edit.ask, effort: edit.ask.effort + Self.effort(changes, edit.ask), changes: changes,
            difference: ScoreDifference(zip(lines, counts).map { $0.count - $1 } + scorer.book.limits.map { _ in 0 }, scorer.book),
            alsoFills: fillsBoth ? otherHalf?.part : nil)
    }

    private func before(_ day: ClinicianDate) -> DayPlan {
        words.clinician(day.clinician).map { sheet.plan($0, words.number(of: day.date), words) } ?? DayPlan()
    }

    private static func effort(_ changes: [RotaDifference.Change], _ ask: GapFix.Ask) -> Int {
        let people = Set(changes.map(\.clinician)).subtracting([ask.person?.clinician ?? GapFix.unknownLocum])
        return people.count * 2 + changes.reduce(0) { sum, change in
            sum + Part.allCases.count { part in
                guard let was = change.before[part], let now = change.after[part] else { return change.before[part] != change.after[part] }
                return !was.isSame(as: now)
            }
        }
    }
}

extension RotaSheet {
    fileprivate func plan(_ clinician: Int, _ day: Int, _ words: PracticeWords) -> DayPlan {
        func work(_ part: Part) -> DayPlan.Work? {
            self.work(clinician, day, part).map { .init(kind: $0.kind, location: words.file.locations[$0.location], pinned: $0.pinned) }
        }
        return DayPlan(am: work(.am), pm: work(.pm))
    }
}
