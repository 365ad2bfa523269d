/// How much of what lasts is due at the end of a window after which nothing is decided yet.
struct RowDue {
    /// The part that falls before the window's end, above 0 and below 1.
    let share: Double
    /// How far a total may be from that, in the most that a day adds to it.
    var slack = 0.5

    /// What a value costs if the counter goes on like this: the best of what it may come to.
    func projected(_ penalty: RowModel.Penalty, step: Int) -> (Int) -> Int64 {
        let slack = Double(step) * slack
        return { value in
            let low = ((Double(value) - slack) / share).rounded(.up), high = ((Double(value) + 4 * slack) / share).rounded(.down)
            let least = min(max(Int(low), penalty.least), penalty.most), most = min(max(Int(high), least), penalty.most)
            return (least...most).reduce(Int64.max) { min($0, penalty[$1]) }
        }
    }

    func part(of limit: Int) -> Int { Int((Double(limit) * share).rounded(.up)) }
}
