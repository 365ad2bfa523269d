/// S1: duty places left empty.
enum S01EmptyDutyPlaces {
    static func items(_ rota: ScoredRota) -> [ScoreItem] {
        var found: [ScoreItem] = []
        rota.eachPlace { day, part, location, place in
            let empty = rota.words.need(day, part, location).duty - rota.onDuty[place]
            if empty > 0 { found.append(rota.item(day, part, location, empty)) }
        }
        return found
    }
}
