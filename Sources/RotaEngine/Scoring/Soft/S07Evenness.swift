/// S7: the square of what is present beyond the minimum, for each open part and location.
enum S07Evenness {
    static func items(_ rota: ScoredRota) -> [ScoreItem] {
        var found: [ScoreItem] = []
        rota.eachPlace { day, part, location, place in
            let beyond = rota.present[place] - rota.words.need(day, part, location).minimum
            if beyond > 0 { found.append(rota.item(day, part, location, beyond * beyond)) }
        }
        return found
    }
}
