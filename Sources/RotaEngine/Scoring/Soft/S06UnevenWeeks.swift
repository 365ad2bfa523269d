/// S6: for each whole week, what a partner's worked parts are away from the contracted ones beyond one.
enum S06UnevenWeeks {
    static func items(_ rota: ScoredRota) -> [ScoreItem] {
        var found: [ScoreItem] = []
        for monday in rota.words.wholeWeeks {
            for clinician in rota.clinicians {
                let away = abs(rota.workedLessContracted(clinician, monday..<monday + 7)) - 1
                if away > 0 { found.append(ScoreItem(clinician: rota.id(clinician), date: rota.words.date(monday), amount: away)) }
            }
        }
        return found
    }
}
