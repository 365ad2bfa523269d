/// S9: duty fairness on Mondays, and apart from that on Fridays, without the balance.
enum S09MondaysAndFridays {
    static let weekdays = [0, 4]

    /// One list for each of the two weekdays.
    static func itemsByWeekday(_ rota: ScoredRota) -> [[ScoreItem]] {
        weekdays.map { weekday in
            let counted = rota.words.days.filter { rota.words.weekday($0) == weekday }
            return S08DutyFairness.unfairness(rota, counted: counted, withBalance: false).map { item in
                var item = item
                item.date = counted.first.map(rota.words.date)
                return item
            }
        }
    }
}
