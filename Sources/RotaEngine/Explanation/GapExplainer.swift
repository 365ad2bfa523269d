import Civil
import RotaDomain

/// A gap with, for every active clinician, what stood against their filling it.
package struct GapExplanation: Sendable, Hashable {
    package var gap: Gap
    /// In the practice file's order; those who fill the place already are left out.
    package var reasons: [Reason]

    package struct Reason: Sendable, Hashable {
        /// The clinician's id.
        package var clinician: String
        package var name: String
        package var obstacle: Obstacle
    }
}

/// Explains the gaps of a rota: tries every way in which each clinician could fill the gap against the hard rules, and says
/// the first rule that stands against the best of them, or what it would cost by the score.
package struct GapExplainer: Sendable {
    let scorer: ReferenceScorer
    let sheet: RotaSheet
    var words: PracticeWords { scorer.words }

    /// `practice` as the rota was generated for, `shifts` those of the range.
    package init(_ practice: PracticeFile, range: DayRange, shifts: [PracticeFile.Shift]) {
        scorer = ReferenceScorer(practice, range: range)
        sheet = scorer.sheet(shifts)
    }

    package init(_ result: GenerationResult) {
        self.init(result.practice, range: result.rota.range, shifts: result.rota.shifts)
    }

    /// The gaps of the rota itself.
    package var gaps: [Gap] { Gap.all(ScoreReport(breaches: [], lines: scorer.lines(sheet))) }

    package func explain(_ gap: Gap) -> GapExplanation {
        guard words.range.contains(gap.date), let location = words.location(gap.location) else { return GapExplanation(gap: gap, reasons: []) }
        let place = Place(day: words.number(of: gap.date), part: gap.part, location: location, kind: gap.kind)
        let able = supervisors(place)
        let reasons = (0..<words.clinicianCount).compactMap { clinician -> GapExplanation.Reason? in
            let row = words.file.clinicians[clinician]
            guard row.active, !isTrainee(clinician, of: place), !fills(clinician, place) else { return nil }
            return GapExplanation.Reason(clinician: row.id, name: row.name, obstacle: obstacle(clinician, place, able))
        }
        return GapExplanation(gap: gap, reasons: reasons)
    }

    /// Where somebody is missing.
    struct Place {
        let day: Int
        let part: Part
        let location: Int
        let kind: Gap.Kind
    }

    private func isTrainee(_ clinician: Int, of place: Place) -> Bool {
        if case .supervision(let trainee) = place.kind { return words.file.clinicians[clinician].id == trainee }
        return false
    }

    private func supervisors(_ place: Place) -> [Int] {
        guard case .supervision(let id) = place.kind, let trainee = words.clinician(id), let term = words.term(trainee, place.day) else { return [] }
        return words.supervisors(of: trainee, term: term)
    }

    private func fills(_ clinician: Int, _ place: Place) -> Bool {
        guard let work = sheet.work(clinician, place.day, place.part), work.location == place.location else { return false }
        switch place.kind {
        case .duty: return work.kind == .duty
        case .cover: return words.type(clinician, place.day).map(words.counting.contains) == true
        case .supervision: return false
        }
    }

    private func obstacle(_ clinician: Int, _ place: Place, _ able: [Int]) -> Obstacle {
        if let absence = Absence.reason(clinician, place.day, place.part, words) { return absence }
        if case .cover = place.kind, let type = words.type(clinician, place.day), !words.counting.contains(type) { return .doesNotCount(type) }
        if case .supervision = place.kind, !able.contains(clinician) { return .mayNotSupervise }
        var best: (weight: Int, rule: HardRule, obstacle: Obstacle)?
        var least: (points: Double, day: ClinicianDay)?
        for option in options(clinician, place) {
            let faults = faults(option, place)
            if let first = faults.min(by: { $0.rule < $1.rule }) {
                let weight = weight(faults)
                if (weight, first.rule.rawValue) < (best?.weight ?? .max, best?.rule.rawValue ?? .max) {
                    best = (weight, first.rule, first.obstacle)
                }
            } else {
                let points = change(option).reduce(0) { $0 + $1.change * Double($1.rule.weight) }
                if points < least?.points ?? .infinity { least = (points, option) }
            }
        }
        guard let least else { return best?.obstacle ?? .noTerm }
        return cost(least.points, least.day, place)
    }

    /// How far an option is from being allowed: half a day where whole days are asked is the option's fault more than the clinician's.
    private func weight(_ faults: [Hurdle]) -> Int {
        Set(faults.map(\.rule)).reduce(0) { $0 + ($1 == .h3 || $1 == .h4 || $1 == .h7 ? 3 : 2) }
    }
}
