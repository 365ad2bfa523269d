import Civil
import RotaDomain

/// A rota with some days changed so that one more of a demand is filled.
struct RotaEffort {
    private let scorer: ReferenceScorer
    private let sheet: RotaSheet
    private let rota: IncrementalScorer
    private let demand: StaffingDemand
    /// How many the demand may be short of, and others for nothing.
    private let allowed: [StaffingDemand: Int]
    /// Days that are what the effort is about.
    private let freed: Set<ClinicianDate>
    private(set) var changed: [ClinicianDay] = []
    private var words: PracticeWords { scorer.words }

    /// - Parameters:
    ///   - sheet: the rota as it was.
    ///   - rota: the same.
    init(_ scorer: ReferenceScorer, _ sheet: RotaSheet, _ rota: IncrementalScorer, _ task: GapFiller.Task) {
        self.scorer = scorer
        self.sheet = sheet
        self.rota = rota
        demand = task.demand
        allowed = task.allowed
        freed = task.freed
    }

    /// Takes over a day that is not as it was.
    mutating func change(_ day: ClinicianDay) {
        let was = rota.day(day.clinician, day.day)
        if was.am != day.am || was.pm != day.pm { changed.append(day) }
    }

    /// Days whose change makes the rota better by itself have nothing to do with the demand, as long as it is met without: those of several dates or
    /// of one, two that go together, as when duties are exchanged, and one alone.
    mutating func takeBackWhatHelpsByItself() {
        for group in groups() where group.count < changed.count {
            let left = Set(changed.map(date)), some = Set(group.map(date))
            guard some.isSubset(of: left), rota.difference(group).isBetter else { continue }
            let rest = changed.filter { !some.contains(date($0)) }
            if isNoWorse(rest, than: changed) { changed = rest }
        }
    }

    /// Days that might have changed together for nothing, the most first.
    private func groups() -> [[ClinicianDay]] {
        let days = changed.filter { !freed.contains(date($0)) }, dates = Set(days.map(\.day)).sorted().map { date in days.filter { $0.day == date } }
        let pairs = days.enumerated().flatMap { index, a in
            days[(index + 1)...].filter { $0.day == a.day || $0.clinician == a.clinician }.map { [a, $0] }
        }
        let some = dates.enumerated().flatMap { index, a in dates[(index + 1)...].map { a + $0 } }
        return [days] + (dates.count > 2 ? some : []) + (dates.count > 1 ? dates : []) + pairs + days.map { [$0] }
    }

    private func date(_ day: ClinicianDay) -> ClinicianDate {
        ClinicianDate(clinician: words.file.clinicians[day.clinician].id, date: words.date(day.day))
    }

    private func isNoWorse(_ some: [ClinicianDay], than all: [ClinicianDay]) -> Bool {
        let then = RotaShortages(sheet.with(all), scorer), now = RotaShortages(sheet.with(some), scorer)
        return isMet(now) && beyond(now) <= beyond(then) && Set(rota.difference(all).broken).isSuperset(of: rota.difference(some).broken)
    }

    private func isMet(_ shortages: RotaShortages) -> Bool { shortages[demand] <= allowed[demand] ?? 0 }

    private func beyond(_ shortages: RotaShortages) -> Int {
        shortages.byDemand.reduce(0) { $0 + max(0, $1.value - (allowed[$1.key] ?? 0)) * $1.key.rule.weight }
    }

    /// Is the place filled, and no rule broken for it?
    var isMet: Bool { rota.difference(changed).broken.isEmpty && isMet(RotaShortages(after, scorer)) }

    /// Points of what is short beyond what is allowed.
    var beyond: Int { beyond(RotaShortages(after, scorer)) }

    /// The rota with the changes.
    var after: RotaSheet { sheet.with(changed) }
}

extension RotaSheet {
    /// The rota with these days as they are here, but for what stands.
    func with(_ days: [ClinicianDay]) -> RotaSheet {
        var sheet = self
        for day in days {
            for part in Part.allCases where !day.stands.contains(part) {
                sheet.set(day.clinician, day.day, part, day[part].map { Entry(kind: $0.kind, location: $0.location, pinned: false) })
            }
        }
        return sheet
    }
}
