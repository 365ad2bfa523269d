import Civil
import RotaDomain
import RotaEngine
import RotaStore

/// A clinician's day that stands on the rota against hard rules (H1 to H10), as the engine's checker finds them.
struct RuleWarning {
    /// The practice file's id.
    let clinician: String
    let day: Day
    let parts: Set<Part>
    /// "works although on sick leave", one a rule.
    let phrases: [String]
    let isOnLeave: Bool
    /// Was each rule of it knowingly broken?
    let isOverridden: Bool
    /// As typed when it was saved against the rule.
    let reason: String?

    /// By date, then clinician.
    static func find(in rota: VisibleRota, _ range: DayRange, _ checker: RuleChecker) -> [RuleWarning] {
        let shifts = rota.file.shifts.filter { range.contains($0.date) }
        guard !shifts.isEmpty else { return [] }
        let breaches = checker.breaches(shifts)
        guard !breaches.isEmpty else { return [] }
        let stands = Standing(shifts)
        var days: [Place: [Breach]] = [:]
        for breach in breaches {
            for place in stands.places(of: breach) { days[place, default: []].append(breach) }
        }
        return days.map { place, breaches in RuleWarning(place, breaches, rota) }.sorted { ($0.day, $0.clinician) < ($1.day, $1.clinician) }
    }

    private init(_ place: Place, _ breaches: [Breach], _ rota: VisibleRota) {
        let words = BreachWords(rota.file), saved = SavedAnyway(rota, place)
        clinician = place.clinician
        day = place.day
        parts = Set(breaches.flatMap { breach in breach.part.map { [$0] } ?? Part.allCases })
        phrases = words.standing(breaches)
        isOnLeave = breaches.contains { breach in
            guard breach.fault == .notAvailable, case .onLeave = Availability(rota.file, clinician: place.clinician, on: place.day).obstacle(breach.part ?? .am) else { return false }
            return true
        }
        isOverridden = breaches.allSatisfy { breach in words.sentences(breaches.filter { $0.rule == breach.rule }).allSatisfy { saved.covers($0, breach) } }
        reason = isOverridden ? saved.reason : nil
    }

    /// "works although on sick leave; is on duty although not in the duty rotation"
    var text: String { phrases.joined(separator: "; ") }
    /// What the mark in the grid says: "against a rule: Agreed by phone".
    var mark: String { "against a rule: \(reason ?? text)" }

    private struct Place: Hashable {
        let clinician: String
        let day: Day
    }

    /// Who works when: a rule is reported on the days that stand against it.
    private struct Standing {
        private var worked: [String: Set<Day>] = [:]
        private var duty: [Day: [PracticeFile.Shift]] = [:]

        init(_ shifts: [PracticeFile.Shift]) {
            for shift in shifts {
                worked[shift.clinician, default: []].insert(shift.date)
                if shift.kind == .duty { duty[shift.date, default: []].append(shift) }
            }
        }

        /// A contract's day on which nobody stands is no shift, so nothing is reported there.
        func places(of breach: Breach) -> [Place] {
            switch breach.fault {
            case .tooManyShifts:
                guard let code = breach.clinician, let last = worked[code]?.filter({ $0.monday == breach.date.monday }).max() else { return [] }
                return [Place(clinician: code, day: last)]
            case .tooManyOnDuty(_, let location):
                let doctors = (duty[breach.date] ?? []).filter { shift in shift.location == location && (breach.part.map { shift.span.covers($0) } ?? true) }
                return Set(doctors.map(\.clinician)).map { Place(clinician: $0, day: breach.date) }
            default:
                guard let code = breach.clinician, worked[code]?.contains(breach.date) == true else { return [] }
                return [Place(clinician: code, day: breach.date)]
            }
        }
    }

    /// The rules that were knowingly broken, where they bear on the day: a week's maximum on any day of the week, a duty place by any doctor of the day.
    private struct SavedAnyway {
        private let own: [String]
        private let week: [String]
        private let everybody: [String]

        init(_ rota: VisibleRota, _ place: Place) {
            func lines(_ text: String?) -> [String] { text?.split(separator: "\n").map(String.init) ?? [] }
            let mine = rota.overrides[place.clinician] ?? [:]
            own = lines(mine[place.day])
            week = mine.filter { $0.key.monday == place.day.monday }.sorted { $0.key < $1.key }.flatMap { lines($0.value) }
            everybody = rota.overrides.sorted { $0.key < $1.key }.flatMap { lines($0.value[place.day]) }
        }

        func covers(_ sentence: String, _ breach: Breach) -> Bool {
            switch breach.fault {
            case .tooManyShifts: week.contains(sentence)
            case .tooManyOnDuty: everybody.contains(sentence)
            default: own.contains(sentence)
            }
        }

        /// The latest given.
        var reason: String? {
            (everybody + week + own).last { $0.hasPrefix("Reason: ") }.map { String($0.dropFirst("Reason: ".count)) }
        }
    }
}
