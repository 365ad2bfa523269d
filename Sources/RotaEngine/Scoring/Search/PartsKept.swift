import Civil

/// Parts that differ from a rota as it was, pinned parts apart, so that nothing is changed for nothing: S11 on any date and from any rota.
struct PartsKept: ScoreRule {
    let name: SoftRule
    let before: RotaSheet

    func items(_ rota: ScoredRota) -> [ScoreItem] {
        rota.words.days.flatMap { day in
            (0..<rota.words.clinicianCount).flatMap { clinician in
                ClinicianDay(clinician, day, in: rota.sheet, rota.given, rota.words).partsThatDiffer(from: before).parts.map { part in
                    ScoreItem(clinician: rota.id(clinician), date: rota.words.date(day), part: part, amount: 1)
                }
            }
        }
    }

    func count(in counters: inout RuleCounters) {
        let before = before
        counters.charge { Double($0.partsThatDiffer(from: before).count) }
    }
}
