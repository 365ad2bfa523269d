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

    /// A day whose change makes the rota better by itself has nothing to do with the demand, as long as it is met without.
    mutating func takeBackWhatHelpsByItself() {
        guard changed.count > 1 else { return }
        for day in changed where !freed.contains(date(day)) && rota.difference([day]).isBetter {
            let rest = changed.filter { $0.clinician != day.clinician || $0.day != day.day }
            if isNoWorse(rest, than: changed) { changed = rest }
        }
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
