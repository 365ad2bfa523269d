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
    private var changed: [ClinicianDay] = []
    private var words: PracticeWords { scorer.words }

    /// - Parameters:
    ///   - sheet: the rota as it was.
    ///   - rota: the same.
    init(_ scorer: ReferenceScorer, _ sheet: RotaSheet, _ rota: IncrementalScorer, _ demand: StaffingDemand, allowed: [StaffingDemand: Int]) {
        self.scorer = scorer
        self.sheet = sheet
        self.rota = rota
        self.demand = demand
        self.allowed = allowed
    }

    mutating func change(_ day: ClinicianDay) { changed.append(day) }

    /// A day whose change makes the rota better by itself has nothing to do with the demand, as long as it is met without.
    mutating func takeBackWhatHelpsByItself() {
        guard changed.count > 1 else { return }
        for day in changed where rota.difference([day]).isBetter {
            let rest = changed.filter { $0.clinician != day.clinician || $0.day != day.day }
            if isNoWorse(rest, than: changed) { changed = rest }
        }
    }

    private func isNoWorse(_ some: [ClinicianDay], than all: [ClinicianDay]) -> Bool {
        let then = RotaShortages(sheet.with(all), scorer), now = RotaShortages(sheet.with(some), scorer)
        return isMet(now) && beyond(now) <= beyond(then) && Set(rota.difference(all).broken).isSuperset(of: rota.difference(some).broken)
    }

    private func isMet(_ shortages: RotaShortages) -> Bool { shortages[demand] <= allowed[demand] ?? 0 }

    /// Points of what is short beyond what is allowed.
    private func beyond(_ shortages: RotaShortages) -> Int {
        shortages.byDemand.reduce(0) { $0 + max(0, $1.value - (allowed[$1.key] ?? 0)) * $1.key.rule.weight }
    }

    /// What the changes do to the score; nil where they don't fill the place, or break a rule.
    var price: GapPrice? {
        let difference = rota.difference(changed)
        guard difference.broken.isEmpty, isMet(RotaShortages(sheet.with(changed), scorer)) else { return nil }
        let explainer = RotaExplainer(words, rota)
        let days = changed.sorted { ($0.day, words.file.clinicians[$0.clinician].id) < ($1.day, words.file.clinicians[$1.clinician].id) }
        return GapPrice(difference: difference, changes: days.map { explainer.change(to: $0, in: rota) })
    }
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
