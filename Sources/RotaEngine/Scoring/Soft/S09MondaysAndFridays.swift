/// S9: duty fairness on Mondays, and apart from that on Fridays, without the balance.
enum S09MondaysAndFridays {
    static let weekdays = [0, 4]

    /// One list for each of the two weekdays; an item's date is the first such day of the range.
    static func itemsByWeekday(_ rota: ScoredRota) -> [[ScoreItem]] {
        rota.shares.weekdays.map { shares in
            S08DutyFairness.unfairness(rota, shares).map { item in
                var item = item
                item.date = shares.days.first.map(rota.words.date)
                return item
            }
        }
    }
}
