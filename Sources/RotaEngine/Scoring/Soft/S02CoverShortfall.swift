/// S2: for each open part and location, the clinicians that are missing from the minimum.
enum S02CoverShortfall {
    static func items(_ rota: ScoredRota) -> [ScoreItem] {
        var found: [ScoreItem] = []
        rota.eachPlace { day, part, location, place in
            let short = rota.words.need(day, part, location).minimum - rota.present[place]
            if short > 0 { found.append(rota.item(day, part, location, short)) }
        }
        return found
    }
}
