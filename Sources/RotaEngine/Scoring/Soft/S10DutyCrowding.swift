/// S10: pairs of days, one to three calendar days apart, on both of which the same clinician is on duty.
enum S10DutyCrowding {
    /// The most days between the two.
    static let reach = 3

    static func items(_ rota: ScoredRota) -> [ScoreItem] {
        var found: [ScoreItem] = []
        for clinician in rota.clinicians {
            let onDuty = rota.words.days.filter { !rota.sheet.dutyParts(clinician, $0).isEmpty }
            for (index, first) in onDuty.enumerated() {
                for second in onDuty[(index + 1)...] where second - first <= reach {
                    found.append(ScoreItem(clinician: rota.id(clinician), date: rota.words.date(second), amount: 1))
                }
            }
        }
        return found
    }
}
