import Civil

/// S11: parts that differ from what was given, on the dates for which an unpinned shift was given; pinned parts apart.
enum S11Change {
    static func items(_ rota: ScoredRota) -> [ScoreItem] {
        let words = rota.words
        var found: [ScoreItem] = []
        for day in words.days where rota.given.hadUnpinned[day] {
            for clinician in rota.clinicians {
                for part in Part.allCases where !rota.given.pinned.worked(clinician, day).contains(part) {
                    let before = rota.given.all.work(clinician, day, part), now = rota.sheet.work(clinician, day, part)
                    if differs(before, now) {
                        found.append(ScoreItem(clinician: rota.id(clinician), date: words.date(day), part: part, amount: 1))
                    }
                }
            }
        }
        return found
    }

    static func differs(_ before: RotaSheet.Entry?, _ now: RotaSheet.Entry?) -> Bool {
        before?.kind != now?.kind || before?.location != now?.location
    }
}
