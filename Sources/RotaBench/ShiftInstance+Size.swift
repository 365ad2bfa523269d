/// How large an instance may be: whoever writes one may write any numbers.
extension ShiftInstance {
    /// A few times what the largest published instance has (150 staff, 364 days, 32 shifts: 10⁸ in 1 GB).
    private static let mostEffects = 500_000_000.0
    /// Costs up to this are as good as exact in sums of floating point numbers, and far below what breaking a rule costs.
    private static let mostCost = 1e12

    /// The largest unit that divides the minutes of all shifts.
    var unit: Int {
        func greatestDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestDivisor(b, a % b) }
        return max(1, shifts.reduce(0) { greatestDivisor($0, $1.minutes) })
    }

    /// Do the effects of options on counters, and the values of the totals of minutes, fit into the memory?
    var fits: Bool {
        let days = Double(days), kinds = Double(shifts.count), longest = Double(shifts.reduce(0) { max($0, $1.minutes) } / unit)
        let effects = staff.reduce(0.0) { sum, person in
            let short = [person.minRun, person.minDaysOff].reduce(0.0) { $0 + min(Double($1), days) * min(Double($1), days) / 2 }
            return sum + days * kinds * (min(Double(person.maxRun), days) + short + kinds)
        }
        return effects <= Self.mostEffects && days * Double(staff.count) * longest * 4 <= Self.mostEffects
    }

    var canBeAddedUp: Bool {
        let requests = requests.reduce(0.0) { $0 + Double($1.weight) }
        let cover = cover.reduce(0.0) { $0 + max(Double($1.required) * Double($1.under), Double(staff.count) * Double($1.over)) }
        return requests + cover <= Self.mostCost
    }
}
