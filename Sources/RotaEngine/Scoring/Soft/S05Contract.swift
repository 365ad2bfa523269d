/// S5: how far each partner's worked parts are from the contracted ones over the whole range.
enum S05Contract {
    static func items(_ rota: ScoredRota) -> [ScoreItem] {
        rota.clinicians.compactMap { clinician in
            let away = abs(rota.workedLessContracted(clinician, rota.words.days))
            return away > 0 ? ScoreItem(clinician: rota.id(clinician), amount: away) : nil
        }
    }
}
