/// S9: duty fairness on Mondays, and apart from that on Fridays, without the balance.
struct S09MondaysAndFridays: ScoreRule {
    let name = SoftRule.s9

    static let weekdays = [0, 4]

    func items(_ rota: ScoredRota) -> [ScoreItem] { itemsByWeekday(rota).flatMap { $0 } }

    /// Each weekday is summed by itself first, as the reference does, so that the last bits agree.
    func line(_ rota: ScoredRota) -> ScoreLine {
        let weekdays = itemsByWeekday(rota)
        let sums = weekdays.map { $0.reduce(0) { $0 + $1.amount } }
        return ScoreLine(rule: name, count: sums.reduce(0, +), items: weekdays.flatMap { $0 })
    }

    /// One list for each of the two weekdays; an item's date is the first such day of the range.
    private func itemsByWeekday(_ rota: ScoredRota) -> [[ScoreItem]] {
        rota.shares.weekdays.map { shares in
            shares.unfairness(rota).map { item in
                var item = item
                item.date = shares.days.first.map(rota.words.date)
                return item
            }
        }
    }

    func count(in counters: inout RuleCounters) {
        for shares in counters.shares.weekdays { shares.count(in: &counters) }
    }
}
