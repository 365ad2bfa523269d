import Civil
import RotaDomain
import RotaEngine
import RotaStore

/// What the shifts that stood before a generation break, in words, each with why it stayed. What somebody chose knowingly comes last.
struct GivenBreaches {
    private let pinned: Set<ClinicianDate>
    private let protectedUntil: Day?
    private let overridden: Set<ClinicianDate>

    init(_ request: GenerationRequest, _ overridden: Set<ClinicianDate>) {
        pinned = Set(request.practice.shifts.filter(\.pinned).map { ClinicianDate(clinician: $0.clinician, date: $0.date) })
        protectedUntil = request.overrideProtected ? nil : request.practice.protectedUntil
        self.overridden = overridden
    }

    func sentences(_ result: GenerationResult) -> [String] {
        let words = BreachWords(result.practice, dated: true)
        func said(_ breaches: [Breach]) -> [String] {
            Dictionary(grouping: breaches) { "\($0.date.iso) \($0.clinician ?? "")" }.sorted { $0.key < $1.key }.flatMap { _, group in
                words.sentences(group).map { "\($0) \(reason(group[0]))" }
            }
        }
        return said(result.breaches.filter { !isOverridden($0) }) + said(result.breaches.filter(isOverridden))
    }

    private func place(_ breach: Breach) -> ClinicianDate? { breach.clinician.map { ClinicianDate(clinician: $0, date: breach.date) } }

    private func isOverridden(_ breach: Breach) -> Bool { place(breach).map(overridden.contains) ?? false }

    private func reason(_ breach: Breach) -> String {
        if isOverridden(breach) { return "It was saved so knowingly." }
        if let place = place(breach), pinned.contains(place) { return "The shift is pinned." }
        if let last = protectedUntil, breach.date <= last { return "The date is protected." }
        return "It stood in the rota before."
    }
}
