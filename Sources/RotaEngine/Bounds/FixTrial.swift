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
    private let nearRules: NearRules
    /// What the rota breaks already, otherwise than by given shifts.
    private let broken: Set<Breach>
    private var words: PracticeWords { scorer.words }

    init(_ scorer: ReferenceScorer, _ shortages: RotaShortages, _ shifts: [PracticeFile.Shift], _ gap: Gap) {
        self.scorer = scorer
        self.shortages = shortages
        self.shifts = shifts
        self.gap = gap
        sheet = scorer.sheet(shifts)
        counts = scorer.lines(sheet).map(\.count)
        broken = Set(scorer.breaches(sheet).filter { !$0.given })
        nearRules = NearRules(scorer.words, sheet, scorer.shares)
    }

    /// The Mondays of the weeks that the change is about, by the numbers of the range.
    private func weeks(_ edit: PracticeEdit) -> Set<Int> {
        let days = edit.touched.map { words.number(of: $0.date) }.filter(words.days.contains) + [words.number(of: gap.date)]
        return Set(days.map { $0 - words.weekday($0) })
    }

    /// How many may be missing: as many as now, and of the gap one less.
    private func allowed(_ demand: StaffingDemand) -> Int { shortages[demand] - (demand == StaffingDemand(gap, words) ? 1 : 0) }

    /// What may be missing in these weeks of a practice whose days are numbered from another Monday.
    private func allowed(_ staffing: inout StaffingAnalyst, _ weeks: some Sequence<Int>) -> [StaffingDemand: Int] {
        let ahead = staffing.words.calendar.first - words.calendar.first
        var allowed: [StaffingDemand: Int] = [:]
        for monday in weeks {
            for demand in staffing.week(of: monday - ahead).all { allowed[demand] = self.allowed(demand.moved(by: ahead)) }
        }
        return allowed
    }

    /// The dates of the range in these weeks.
    private func dates(_ first: Int, _ last: Int) -> DayRange? {
        DayRange(max(words.date(first), words.range.first), min(words.date(last) + 6, words.range.last))
    }

    /// Is there no proof against it, week by week?
    func isPossible(_ edit: PracticeEdit) -> Bool {
        weeks(edit).sorted().allSatisfy { monday in
            guard let range = dates(monday, monday) else { return true }
            var staffing = StaffingAnalyst(PracticeWords(edit.file, range: range))
            return staffing.canKeep(to: allowed(&staffing, [monday])) != .no
        }
    }

    /// The practice changed, and the rota mended by a search from what it is; nil where none was found that leaves nothing shorter than now.
    ///
    /// The search sees the weeks of the change and those beside them; what it comes to is counted over the whole range.
    func fix(_ edit: PracticeEdit) -> GapFix? {
        let weeks = weeks(edit)
        guard let demand = StaffingDemand(gap, words), let first = weeks.min(), let last = weeks.max(), let range = dates(first - 7, last + 7) else { return nil }
        let near = ReferenceScorer(edit.file, range: range), ahead = near.words.calendar.first - words.calendar.first
        var staffing = StaffingAnalyst(near.words)
        var task = GapFiller.Task(demand: demand.moved(by: -ahead), allowed: [:], weeks: Set(weeks.map { $0 - ahead }), freed: edit.touched)
        task.allowed = shortages.byDemand.reduce(into: allowed(&staffing, weeks)) { sum, known in
            let demand = known.key.moved(by: -ahead)
            if near.words.days.contains(demand.day), sum[demand] == nil { sum[demand] = known.value }
        }
        let start = near.sheet(edit.shifts(shifts)), filler = GapFiller(near, start, rules: nearRules.book(scorer.book, near: range))
        guard let effort = filler.fill(task), effort.leavesNothingShort else { return nil }
        guard near.breaches(effort.after).allSatisfy({ $0.given || broken.contains($0) }) else { return nil }
        return fix(edit, effort.changed, effort.after, near.words)
    }

    private func fix(_ edit: PracticeEdit, _ changed: [ClinicianDay], _ after: RotaSheet, _ near: PracticeWords) -> GapFix {
        let days = Set(changed.map { ClinicianDate(clinician: near.file.clinicians[$0.clinician].id, date: near.date($0.day)) }).union(edit.touched)
        var plans: [ClinicianDate: DayPlan] = [:]
        for day in days where near.range.contains(day.date) {
            guard let clinician = near.clinician(day.clinician) else { continue }
            plans[day] = after.plan(clinician, near.number(of: day.date), near)
        }
        let changes = plans.map { day, plan in
            RotaDifference.Change(clinician: day.clinician, date: day.date, before: before(day), after: plan)
        }.filter { !$0.before.isSameWork(as: $0.after) }.sorted { ($0.date, $0.clinician) < ($1.date, $1.clinician) }
        let rest = edit.shifts(shifts).filter { plans[ClinicianDate(clinician: $0.clinician, date: $0.date)] == nil }
        let then = ReferenceScorer(edit.file, range: words.range)
        let lines = then.lines(then.sheet(rest + plans.flatMap { $1.shifts(of: $0.clinician, on: $0.date) }))
        return GapFix(
            ask: edit.ask, effort: edit.ask.effort + Self.effort(changes, edit.ask), changes: changes,
            difference: ScoreDifference(zip(lines, counts).map { $0.count - $1 } + scorer.book.limits.map { _ in 0 }, scorer.book))
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
