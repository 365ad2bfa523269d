/// S12: weekdays that a partner works in exactly one of two consecutive undisturbed weeks.
enum S12UnsettledWeeks {
    static func items(_ rota: ScoredRota) -> [ScoreItem] {
        var found: [ScoreItem] = []
        for clinician in rota.clinicians {
            for monday in rota.words.settledPairs(clinician) {
                for day in monday..<monday + 7
                where rota.sheet.worked(clinician, day).isEmpty != rota.sheet.worked(clinician, day + 7).isEmpty {
                    found.append(ScoreItem(clinician: rota.id(clinician), date: rota.words.date(day + 7), amount: 1))
                }
            }
        }
        return found
    }
}
